// Behaviour shared by every page. The pages work without it.
const root = document.documentElement;
const messages = () => document.getElementById("messages");

// A request that failed says so.
const failed = () => {
  const toast = document.createElement("div");
  toast.className = "toast";
  toast.dataset.kind = "error";
  toast.textContent = messages().dataset.failed;
  messages().replaceChildren(toast);
};
document.addEventListener("htmx:responseError", failed);
document.addEventListener("htmx:sendError", failed);

// Theme: change at once, store on the server.
document.addEventListener("submit", async (event) => {
  const form = event.target.closest("[data-theme-form]");
  if (!form || !event.submitter) return;
  event.preventDefault();
  const theme = event.submitter.value;
  root.dataset.theme = theme;
  for (const button of form.querySelectorAll("[name=theme]")) button.ariaPressed = String(button === event.submitter);
  const shown = document.querySelector(`[popovertarget="${form.id}"] use`);
  shown?.setAttribute("href", event.submitter.querySelector("use").getAttribute("href"));
  form.hidePopover();
  const body = new FormData(form, event.submitter);
  try {
    const answer = await fetch(form.action, { method: "POST", body, redirect: "manual" });
    if (answer.status >= 400) failed();
  } catch {
    failed();
  }
});

// A form that has been sent cannot be sent again by an impatient second press.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || form.method !== "post" || !event.submitter) return;
  if ("busy" in form.dataset) return event.preventDefault();
  form.dataset.busy = event.submitter.dataset.busy = "";
  setTimeout(release, 5000); // an answer that is a download leaves the page where it is
});
const release = () => {
  for (const busy of document.querySelectorAll("[data-busy]")) delete busy.dataset.busy;
};
addEventListener("pageshow", release);

// Who logs out leaves nothing typed behind on the device (document-editor.js keeps it until it is saved).
document.addEventListener("submit", (event) => {
  if (!event.target.action.endsWith?.("/accounts/logout/")) return;
  for (const key of Object.keys(localStorage)) if (key.startsWith("saaska-typed ")) localStorage.removeItem(key);
});

// Toasts: dismissed by hand, or after a while unless they report an error, offer an act or hold the focus.
document.addEventListener("click", (event) => event.target.closest("[data-dismiss]")?.closest(".toast").remove());
const expire = () => {
  for (const toast of document.querySelectorAll(".toast:not([data-kind=error], [data-kind=warning], [data-stays], [data-timed])")) {
    toast.dataset.timed = "";
    const timer = setInterval(() => {
      if (toast.matches(":hover, :focus-within")) return;
      clearInterval(timer);
      toast.remove();
    }, 8000);
  }
};
expire();
document.addEventListener("htmx:oobAfterSwap", expire);

// Menus: arrow keys move between the entries.
document.addEventListener("keydown", (event) => {
  const menu = event.target.closest?.(".menu");
  if (!menu || !["ArrowDown", "ArrowUp", "Home", "End"].includes(event.key)) return;
  const items = [...menu.querySelectorAll(".menu-item:not(:disabled)")];
  const at = items.indexOf(document.activeElement);
  const next = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: -1 }[event.key];
  items.at(next % items.length)?.focus();
  event.preventDefault();
});
document.addEventListener("toggle", (event) => {
  if (event.newState === "open" && event.target.matches(".menu")) event.target.querySelector(".menu-item:not(:disabled)")?.focus();
}, true);

// Search: "/" leads to its field from wherever nothing is typed, unless the person has switched that off.
const SEARCH_KEY = "saaska-search-key";
document.addEventListener("keydown", (event) => {
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || localStorage.getItem(SEARCH_KEY) === "off") return;
  if (event.target.closest?.("input, textarea, select, [contenteditable], dialog")) return;
  const field = [...document.querySelectorAll("[data-search]")].find((one) => one.checkVisibility());
  const way = document.querySelector('a[href="/search/"]');
  if (!field && !way) return;
  event.preventDefault();
  if (field) { field.focus(); field.select(); }
  else way.click();
});
const searchKey = document.querySelector("[data-search-key]");
if (searchKey) {
  searchKey.checked = localStorage.getItem(SEARCH_KEY) !== "off";
  searchKey.addEventListener("change", () => localStorage.setItem(SEARCH_KEY, searchKey.checked ? "on" : "off"));
}

// Images below the first screen ({% later_image %}) are fetched when somebody comes near. A script that puts such
// images into the page says "app:images"; one that needs some of them at once says "app:bring" with them.
const bring = (image) => {
  if (!image.dataset.src) return;
  if (image.dataset.srcset) image.srcset = image.dataset.srcset;
  image.src = image.dataset.src;
  delete image.dataset.srcset;
  delete image.dataset.src;
};
const coming = new IntersectionObserver((entries) => {
  for (const { isIntersecting, target } of entries) {
    if (!isIntersecting) continue;
    bring(target);
    coming.unobserve(target);
  }
}, { rootMargin: "40px", scrollMargin: "40px" });
const awaitImages = () => {
  for (const image of document.querySelectorAll("img[data-src]")) coming.observe(image);
};
awaitImages();
document.addEventListener("htmx:load", awaitImages);
document.addEventListener("app:images", awaitImages);
document.addEventListener("app:bring", ({ detail }) => detail.forEach(bring));

// Dialogs: a button with data-dialog opens the one it names; without script the button's form or link does the work.
document.addEventListener("click", (event) => {
  const opener = event.target.closest("[data-dialog]");
  if (opener) {
    event.preventDefault();
    document.getElementById(opener.dataset.dialog).showModal();
  }
  event.target.closest("[data-close]")?.closest("dialog").close();
});

// Passwords: show what was typed.
document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-reveal]");
  if (!button) return;
  const input = document.getElementById(button.dataset.reveal);
  const shown = input.type === "text";
  input.type = shown ? "password" : "text";
  button.ariaPressed = String(!shown);
});

// Sign-up and login carry the browser's time zone, with which a new account begins.
const zoneField = document.querySelector("[data-timezone]");
if (zoneField) zoneField.value = Intl.DateTimeFormat().resolvedOptions().timeZone;

// Files: the input is the drop target by itself; it only shows that something is held over it.
for (const [name, on] of [["dragenter", true], ["dragover", true], ["dragleave", false], ["drop", false]]) {
  document.addEventListener(name, (event) => {
    if (event.target.matches?.("input[type=file]")) event.target.toggleAttribute("data-dragging", on);
  });
}

// After a full page with errors the first wrong field has the focus.
document.querySelector("[aria-invalid=true]")?.focus();

// After a swap a form that came has the focus: its first wrong field, else its first field.
document.addEventListener("htmx:load", (event) => {
  const form = event.detail.elt.querySelector("[data-takes-focus]");
  (form?.querySelector("[aria-invalid=true]") ?? form?.querySelector("input:not([type=hidden]), select, textarea"))?.focus();
});

// After a swap the focus returns to where the reader was.
let returnTo = null;
document.addEventListener("htmx:beforeRequest", (event) => { returnTo = event.target.dataset?.returnFocus ?? null; });
document.addEventListener("htmx:afterSettle", () => {
  if (returnTo) document.getElementById(returnTo)?.focus();
  returnTo = null;
});
