/* An editor that saves by itself and shows the pages of the very PDF, for any document.

   templates/layouts/editor.html draws the markup; saaska/documents/panes.py answers. A document's own script only changes
   fields and lists and then lets an "input" event bubble up to the form: saving and drawing follow.

   form[data-document-editor]   all of the document in fields; without script its buttons do the same
     data-sends                 "autosave": every pause saves and draws; "preview": it only draws, a button saves
     data-owner                 whose text this is, for what is kept on the device
     data-kept-page             where the server offers again what was sent without a session
     data-saved-by, -saved-step the page and the step of its text that are stored
     data-unsaved               the page shows text that is not saved
     data-undrawn               the pages are still to be drawn
     data-failed                words for pages that could not be drawn
     [name=version, writer, step]  the state the text started from, this page's name, and how often it was changed
     [data-news]                where alerts go: <template id="news-signed-out, -kept, -conflict">
   #save-status, #save-said     the state, seen and said; <template id="save-states"> has the words of each
   #preview, #preview-pages     the pane with the pages, which an answer replaces; #preview-said tells how many
   [data-download]              a button that names the form which downloads what is saved
   [data-first-wrong]           a link to the first field that is not right

   What is posted has action=<data-sends>, `dense` on dense screens, and HX-Request. What comes back:
     [data-answer]              data-state: saved, check (saved, but some field is not right), error, conflict; data-version
       data[data-for][value]    ids that new entries got: name of a hidden field, value
       template[data-errors-for]  errors of the control with that id; the others have none
     [data-piece]               takes the place of what has its id on the page, in either piece of the answer
     <!-- pages -->             ends this first piece, which comes before the pages are drawn
     #preview-pages             the pages
     HX-Redirect                the session is over; the address leads to the login and back

     data-undo                  the word for the button of a toast that takes something back
   Events on the form: "document-editor:answer" (detail: the whole answer's body), "document-editor:errors"; and
   "document-editor:say", which a document's own script sends (detail: text, undo) to have a toast shown. */
const form = document.querySelector("[data-document-editor]");
const fields = form.elements;
const status = document.getElementById("save-status");
const said = document.getElementById("save-said");
const states = document.getElementById("save-states");
const preview = document.getElementById("preview");
const ADDRESS = form.getAttribute("action"); // buttons called "action" hide form.action
const SENDS = form.dataset.sends;
const SAVES = SENDS === "autosave";
const PAUSE = 180; // milliseconds without a key after which is saved and drawn
const AGAIN = [1, 2, 4, 8, 15, 30]; // seconds until the next try, when one failed
const END_OF_HEAD = "<!-- pages -->";
const KEPT = "saaska-typed "; // app.js forgets what is kept under such keys when somebody logs out
const OURS = ["csrfmiddlewaretoken", "action", "dense", "version", "writer", "step", "key"];
const BAD = ["error", "offline", "failed", "conflict", "signed-out"];

const writer = fields.writer.value || Array.from(crypto.getRandomValues(new Uint8Array(12)), (byte) => byte.toString(16).padStart(2, "0")).join("");
fields.writer.value = writer;
let step = Number(fields.step.value) || 0; // how often this page's text was changed
let saved = "unsaved" in form.dataset ? -1 : step; // the last step that is stored
let leaving = false;
let waiting;
let asking;
let failures = 0;
let isTokenFresh = false; // since the last answer to it
let toasting;
let wrong = new Map(); // controls' ids: their errors

// The state

const setState = (state) => {
  if (status.dataset.state === state) return;
  const before = status.dataset.state;
  const words = states.content.querySelector(`[data-state="${state}"]`);
  status.dataset.state = state;
  status.replaceChildren(...words.cloneNode(true).childNodes);
  // Only what matters is said: that something went wrong, and that it is right again.
  if (BAD.includes(state)) said.textContent = status.textContent.trim();
  else if (said.textContent && state !== "saving" && before !== "saved") said.textContent = status.textContent.trim();
};

const isUnsaved = () => saved < step;

const news = (name, fill = () => {}) => {
  const place = form.querySelector("[data-news]");
  if (place.dataset.news === name) return;
  const piece = document.getElementById(`news-${name}`).content.cloneNode(true);
  fill(piece);
  place.replaceChildren(piece);
  place.dataset.news = name;
};

const oldNews = (...names) => {
  const place = form.querySelector("[data-news]");
  if (names.includes(place.dataset.news)) {
    place.replaceChildren();
    place.dataset.news = "";
  }
};

// What is kept on the device until it is saved

const keyOf = (page) => `${KEPT}${form.dataset.owner} ${ADDRESS} ${page}`;
const typed = () => [...new FormData(form)].filter(([name, value]) => !OURS.includes(name) && typeof value === "string");

const keep = () => {
  if (!SAVES || !isUnsaved()) return;
  const text = { at: Date.now(), version: fields.version.value, writer, step, fields: typed() };
  try {
    localStorage.setItem(keyOf(writer), JSON.stringify(text));
  } catch {
    // A device without room keeps nothing; the page itself still has the text.
  }
};

const forget = (page = writer) => localStorage.removeItem(keyOf(page));

// Text of a page that was closed before it was saved, if it says something that is not stored.
const kept = () => {
  const found = [];
  for (const key of Object.keys(localStorage).filter((name) => name.startsWith(KEPT))) {
    if (!key.startsWith(`${KEPT}${form.dataset.owner} `)) localStorage.removeItem(key); // somebody else sits here now
    else if (key.startsWith(keyOf("")) && key !== keyOf(writer)) found.push(JSON.parse(localStorage.getItem(key)));
  }
  const now = JSON.stringify(typed());
  return found.sort((a, b) => b.at - a.at).filter((text) => {
    const stored = text.writer === form.dataset.savedBy && text.step <= Number(form.dataset.savedStep);
    if (stored || JSON.stringify(text.fields) === now) forget(text.writer);
    return !stored && JSON.stringify(text.fields) !== now;
  });
};

const putBack = (text) => {
  const twin = document.createElement("form");
  twin.method = "post";
  twin.action = ADDRESS;
  twin.hidden = true;
  const all = [...text.fields, ["version", text.version], ["writer", text.writer], ["step", text.step], ["action", "continue"]];
  for (const [name, value] of [...all, ["csrfmiddlewaretoken", fields.csrfmiddlewaretoken.value]]) {
    const input = document.createElement("textarea");
    input.name = name;
    input.value = value;
    twin.append(input);
  }
  document.body.append(twin);
  leaving = true;
  twin.submit();
};

const offerKept = () => {
  const [text] = kept();
  if (!text) return;
  news("kept", (piece) => {
    const when = piece.querySelector("[data-when]");
    when.dateTime = new Date(text.at).toISOString();
    when.textContent = new Date(text.at).toLocaleString(document.documentElement.lang, { dateStyle: "medium", timeStyle: "short" });
    piece.querySelector("[data-take]").addEventListener("click", () => putBack(text));
    piece.querySelector("[data-drop]").addEventListener("click", () => {
      forget(text.writer);
      oldNews("kept");
      offerKept();
    });
  });
};

// Errors stand beside their fields; whoever is in one hears of a new error once they leave it.

const clearErrors = (field) => {
  field.classList.remove("has-error");
  field.querySelector(".errorlist")?.remove();
  const control = field.querySelector("[aria-invalid]");
  control?.removeAttribute("aria-invalid");
  const others = (control?.getAttribute("aria-describedby") ?? "").split(" ").filter((id) => id && !id.endsWith("_error"));
  if (others.length) control.setAttribute("aria-describedby", others.join(" "));
  else control?.removeAttribute("aria-describedby");
};

const showErrors = () => {
  for (const field of form.querySelectorAll(".field.has-error")) if (!wrong.has(field.id.slice("field-".length))) clearErrors(field);
  for (const [id, errors] of wrong) {
    const control = document.getElementById(id);
    const field = document.getElementById(`field-${id}`);
    if (!control || !field) continue;
    if (field.contains(document.activeElement) && !field.classList.contains("has-error")) continue;
    clearErrors(field);
    field.classList.add("has-error");
    field.append(errors.cloneNode(true));
    control.setAttribute("aria-invalid", "true");
    control.setAttribute("aria-describedby", `${control.getAttribute("aria-describedby") ?? ""} ${id}_error`.trim());
  }
  form.dispatchEvent(new CustomEvent("document-editor:errors"));
};
form.addEventListener("focusout", () => setTimeout(showErrors));

const toFirstWrong = () => {
  const first = form.querySelector(".field.has-error :is(input, textarea, select, button):not([type=hidden], [hidden])");
  if (!first) return;
  for (let part = first.closest("details"); part; part = part.parentElement.closest("details")) part.open = true;
  document.getElementById("pane-form")?.click();
  first.focus();
};
document.addEventListener("click", (event) => {
  if (!event.target.closest("[data-first-wrong]")) return;
  event.preventDefault();
  document.activeElement.blur();
  setTimeout(toFirstWrong, 1);
});

// A toast of the page's own; `undo` gives it a button.
form.addEventListener("document-editor:say", ({ detail: { text, undo } }) => {
  const place = document.getElementById("messages");
  const toast = document.createElement("div");
  toast.className = "toast";
  const told = document.createElement("span");
  told.textContent = text;
  toast.append(told);
  if (undo) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "toast-act push";
    button.textContent = form.dataset.undo;
    button.addEventListener("click", () => { undo(); toast.remove(); });
    toast.append(button);
  }
  place.replaceChildren(toast);
  clearTimeout(toasting);
  toasting = setTimeout(() => toast.remove(), undo ? 20000 : 4000);
});

// Sending, and what comes back

const parsed = (text) => new DOMParser().parseFromString(text, "text/html").body;

const putPieces = (body) => {
  for (const piece of body.querySelectorAll("[data-piece]")) {
    const old = document.getElementById(piece.id);
    if (!old || old.isEqualNode(piece)) continue;
    const focused = old.contains(document.activeElement) ? document.activeElement.id : "";
    old.replaceWith(document.adoptNode(piece));
    if (focused) document.getElementById(focused)?.focus();
  }
};

const takeHead = (body, at) => {
  const answer = body.querySelector("[data-answer]");
  if (!answer) return;
  const { state, version } = answer.dataset;
  if (state === "saved" || state === "check") {
    fields.version.value = version;
    saved = Math.max(saved, at);
    for (const { dataset, value } of answer.querySelectorAll("data[data-for]")) {
      const field = fields[dataset.for];
      if (field && !field.value) field.value = value;
    }
    if (!isUnsaved()) forget();
    oldNews("conflict", "signed-out");
  }
  wrong = new Map([...answer.querySelectorAll("template[data-errors-for]")].map((errors) => [errors.dataset.errorsFor, errors.content]));
  showErrors();
  if (at === step) putPieces(body);
  if (state === "conflict") news("conflict");
  if (state === "conflict" || at === step) setState(state);
};

const isSeen = (element) => {
  const { top, bottom, width } = element.getBoundingClientRect();
  return width > 0 && bottom > 0 && top < innerHeight;
};

// Images that are seen are there before they take the place of others, so nothing flickers and nothing moves.
const show = async (body, mine) => {
  const pages = body.querySelector("#preview-pages");
  if (!pages) return;
  const fresh = document.adoptNode(pages);
  const images = [...fresh.querySelectorAll(":scope > img")];
  const before = [...document.querySelectorAll("#preview-pages > :is(img, .preview-blank)")];
  const seen = images.filter((image, at) => (before[at] ? isSeen(before[at]) : at === 0 && preview.checkVisibility()));
  for (const image of images) image.loading = seen.includes(image) ? "eager" : "lazy";
  document.dispatchEvent(new CustomEvent("app:bring", { detail: seen }));
  await Promise.all(seen.map((image) => image.decode()));
  if (asking !== mine) return;
  document.getElementById("preview-pages").replaceWith(fresh);
  document.dispatchEvent(new CustomEvent("app:images"));
  putPieces(body);
  const told = document.getElementById("preview-said");
  if (told.textContent !== fresh.dataset.said) told.textContent = fresh.dataset.said;
  form.dispatchEvent(new CustomEvent("document-editor:answer", { detail: body }));
};

const read = async (answer, mine, at) => {
  const reader = answer.body.getReader();
  const decoder = new TextDecoder();
  let text = "";
  let isHead = true;
  for (;;) {
    const { done, value } = await reader.read();
    text += done ? decoder.decode() : decoder.decode(value, { stream: true });
    const end = isHead ? text.indexOf(END_OF_HEAD) : -1;
    if (end >= 0) {
      takeHead(parsed(text.slice(0, end)), at);
      text = text.slice(end + END_OF_HEAD.length);
      isHead = false;
    }
    if (done) return show(parsed(text), mine);
  }
};

const undrawn = () => {
  const pages = document.getElementById("preview-pages");
  if (pages.querySelector("[data-failure]")) return;
  const alert = document.createElement("div");
  alert.className = "alert";
  alert.dataset.kind = "error";
  alert.dataset.failure = "";
  alert.textContent = form.dataset.failed;
  pages.prepend(alert);
};

const tryAgain = (state) => {
  setState(SAVES ? state : "unsaved");
  clearTimeout(waiting);
  waiting = setTimeout(send, 1000 * AGAIN[Math.min(failures, AGAIN.length - 1)]);
  failures += 1;
};

// The newest text wins: what was asked before is given up. The server tells this page's steps apart, so it does not
// matter which of them arrive, or whether an answer was ever read.
const send = async () => {
  clearTimeout(waiting);
  asking?.abort();
  const mine = new AbortController();
  const at = step;
  asking = mine;
  keep();
  preview.setAttribute("aria-busy", "true");
  try {
    const answer = await fetch(ADDRESS, { method: "POST", body: body(), headers: { "HX-Request": "true" }, signal: mine.signal });
    const elsewhere = answer.headers.get("HX-Redirect");
    if ((answer.status === 403 || elsewhere === form.dataset.keptPage) && await hasFreshToken(mine.signal)) return void send();
    if (elsewhere) signedOut(elsewhere);
    else if (answer.status >= 500 || answer.status === 429) tryAgain("failed");
    else if (![200, 409, 422].includes(answer.status)) setState("error");
    else {
      failures = 0;
      isTokenFresh = false;
      await read(answer, mine, at);
    }
  } catch {
    if (mine.signal.aborted) return;
    if (SAVES && saved < at) tryAgain("offline");
    else undrawn();
  }
  if (asking === mine) preview.removeAttribute("aria-busy");
};

// Whoever logged in again in another tab, or lost the cookies, has a form whose token is worth nothing: the server kept
// what was sent, or refused it. A fresh token comes with the page itself, or with the login that stands in its place.
const hasFreshToken = async (signal) => {
  const page = parsed(await (await fetch(ADDRESS, { signal })).text());
  const token = page.querySelector("[name=csrfmiddlewaretoken]")?.value;
  if (!token || isTokenFresh) return false;
  isTokenFresh = true;
  for (const field of document.querySelectorAll("[name=csrfmiddlewaretoken]")) field.value = token;
  return true;
};

const body = () => {
  const all = new FormData(form);
  all.set("action", SENDS);
  if (devicePixelRatio > 1) all.set("dense", "yes");
  return new URLSearchParams(all);
};

const signedOut = (address) => {
  if (!SAVES) {
    leaving = true;
    location.assign(address);
    return;
  }
  setState("signed-out");
  news("signed-out");
  const login = new URL(address, location.href);
  if (login.searchParams.get("next") !== form.dataset.keptPage) login.searchParams.set("next", ADDRESS); // this device kept it
  form.querySelector("[data-login]").href = login;
};
form.addEventListener("click", (event) => {
  if (event.target.closest("[data-login]")) leaving = true; // the server keeps what was sent last until then
});

// When

const touch = (pause = PAUSE) => {
  step += 1;
  fields.step.value = step;
  if (!BAD.includes(status.dataset.state)) setState(SAVES ? "saving" : "unsaved");
  clearTimeout(waiting);
  waiting = setTimeout(send, pause);
};
form.addEventListener("input", (event) => touch(SAVES || event.target.type === "color" ? PAUSE : 0));
addEventListener("online", () => { if (isUnsaved()) send(); });
addEventListener("beforeunload", (event) => { if (isUnsaved() && !leaving) event.preventDefault(); });
form.addEventListener("submit", () => { leaving = true; });
addEventListener("pageshow", () => { leaving = false; });
addEventListener("pagehide", () => {
  if (!SAVES || leaving || !isUnsaved()) return;
  keep();
  fetch(ADDRESS, { method: "POST", body: body(), headers: { "HX-Request": "true" }, keepalive: true }).catch(() => {});
});
addEventListener("keydown", (event) => {
  if (!(event.ctrlKey || event.metaKey) || event.altKey || event.key.toLowerCase() !== "s") return;
  event.preventDefault();
  if (SAVES) send();
  else form.requestSubmit(document.querySelector(`[form="${form.id}"][value=save]`));
});

// Enter goes on instead of sending the form, whose first button would be somebody's.
form.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && event.target.matches("input:not([type=checkbox], [type=radio])")) event.preventDefault();
});

// The PDF holds what is saved: with nothing unsaved it comes at once, else after a save.
document.querySelector("[data-download]")?.addEventListener("click", async (event) => {
  const button = event.currentTarget;
  if (SAVES || !isUnsaved()) event.preventDefault();
  else return;
  if (isUnsaved()) await send();
  leaving = true;
  if (isUnsaved()) form.requestSubmit(button);
  else document.getElementById(button.dataset.download).requestSubmit();
  setTimeout(() => { leaving = false; }, 1000);
});

// The size of the pages, as it was chosen last
const ZOOM = "saaska-zoom";
preview.addEventListener("change", (event) => {
  if (event.target.name === "zoom") localStorage.setItem(ZOOM, event.target.value);
});
const zoom = preview.querySelector(`[name=zoom][value="${localStorage.getItem(ZOOM)}"]`);
if (zoom) zoom.checked = true;

offerKept();
if (isUnsaved()) touch(0);
else if ("undrawn" in form.dataset) send();
