// The look of a document: every choice shows itself on the pages. Without script the Preview button does the same.
const form = document.getElementById("look");
const preview = document.getElementById("preview");
const status = document.getElementById("save-status");
const news = document.getElementById("messages");
const ADDRESS = form.getAttribute("action"); // the form's buttons are called "action", and so hide form.action
const ownOrder = form.elements.own_order;
const PAUSE = 120; // milliseconds: a colour that is dragged is drawn where it comes to rest
let changed = "unsaved" in form.dataset;
let leaving = false;
let waiting;
let asking;

const touch = () => {
  changed = true;
  if (status.dataset.state === "unsaved") return;
  status.dataset.state = "unsaved";
  status.textContent = status.dataset.unsaved;
};
addEventListener("beforeunload", (event) => { if (changed && !leaving) event.preventDefault(); });
form.addEventListener("submit", () => { leaving = true; });
addEventListener("pageshow", () => { leaving = false; });
addEventListener("keydown", (event) => {
  if ((event.ctrlKey || event.metaKey) && !event.altKey && event.key.toLowerCase() === "s") {
    event.preventDefault();
    form.requestSubmit(document.querySelector("[form=look][value=save]"));
  }
});

// The PDF holds what is saved: with nothing unsaved it comes at once, else the choices are saved first.
document.querySelector("[data-download]").addEventListener("click", (event) => {
  if (changed) return;
  event.preventDefault();
  document.getElementById(event.currentTarget.dataset.download).requestSubmit();
});

const partsOf = (list) => [...list.children].map((part) => part.dataset.part).join(" ");

// A piece takes the place of the one with its id. Images are drawn before they are shown, so nothing flickers.
const put = async (pieces) => {
  const pages = pieces.querySelector("#preview-pages");
  const seen = [...pages.querySelectorAll("img:not([loading=lazy])")];
  await Promise.all(seen.map((image) => image.decode()));
  return () => {
    document.getElementById("preview-pages").replaceWith(pages);
    const said = document.getElementById("preview-said");
    if (said.textContent !== pages.dataset.said) said.textContent = pages.dataset.said;
    document.getElementById("faint-colours").replaceWith(pieces.querySelector("#faint-colours"));
    const parts = document.getElementById("parts");
    const fresh = pieces.querySelector("#parts");
    if (parts && !isOn(ownOrder) && partsOf(parts) !== partsOf(fresh)) parts.replaceWith(fresh); // a letter has none
  };
};

const isOn = (field) => ["True", "true", "on", "1"].includes(field.value);

const failed = () => {
  const alert = document.createElement("div");
  alert.className = "alert";
  alert.dataset.kind = "error";
  alert.textContent = form.dataset.failed;
  const pages = document.getElementById("preview-pages");
  pages.querySelector("[data-failure]")?.remove();
  alert.dataset.failure = "";
  pages.prepend(alert);
};

// The newest choices win: what was asked before is given up.
const update = async () => {
  asking?.abort();
  const mine = new AbortController();
  asking = mine;
  preview.setAttribute("aria-busy", "true");
  const body = new FormData(form);
  body.set("action", "preview");
  if (devicePixelRatio > 1) body.set("dense", "yes");
  try {
    const answer = await fetch(ADDRESS, { method: "POST", body: new URLSearchParams(body), headers: { "HX-Request": "true" }, signal: mine.signal });
    const elsewhere = answer.headers.get("HX-Redirect");
    if (elsewhere) {
      leaving = true;
      location.assign(elsewhere);
      return;
    }
    const pieces = new DOMParser().parseFromString(await answer.text(), "text/html");
    const show = await put(document.adoptNode(pieces.body));
    if (asking !== mine) return;
    show();
  } catch {
    if (mine.signal.aborted) return;
    failed();
  }
  if (asking === mine) preview.removeAttribute("aria-busy");
};

const later = (pause = 0) => {
  touch();
  clearTimeout(waiting);
  waiting = setTimeout(update, pause);
};

form.addEventListener("input", (event) => {
  const drags = event.target.type === "color";
  if (drags) form.querySelector("[name=palette][value=own]").checked = true;
  later(drags ? PAUSE : 0);
});

const refresh = (list) => {
  const parts = [...list.children];
  parts.forEach((part, at) => {
    part.querySelector("[data-move=up]").disabled = at === 0;
    part.querySelector("[data-move=down]").disabled = at === parts.length - 1;
  });
};

const say = (text) => {
  const toast = document.createElement("div");
  toast.className = "toast";
  toast.textContent = text;
  news.replaceChildren(toast);
  clearTimeout(say.timer);
  say.timer = setTimeout(() => toast.remove(), 4000);
};

const move = (part, up) => {
  const list = part.parentElement;
  const button = part.querySelector(up ? "[data-move=up]" : "[data-move=down]");
  if (up) part.previousElementSibling.before(part);
  else part.nextElementSibling.after(part);
  refresh(list);
  ownOrder.value = "True";
  (button.disabled ? part.querySelector(up ? "[data-move=down]" : "[data-move=up]") : button).focus();
  part.scrollIntoView({ block: "nearest" });
  say(`${part.querySelector("label span").textContent}: ${[...list.children].indexOf(part) + 1} / ${list.children.length}`);
  later();
};

form.addEventListener("click", (event) => {
  const button = event.target.closest("button[name=action]");
  if (!button) return;
  if (button.dataset.move) move(button.closest("[data-part]"), button.dataset.move === "up");
  else if ("designedOrder" in button.dataset) {
    ownOrder.value = "";
    later();
  } else return;
  event.preventDefault();
});
