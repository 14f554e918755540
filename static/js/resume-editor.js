// The résumé editor: entries are added, moved and removed on the page itself; without script the server does the same.
// document-editor.js saves and draws; text-lists.js makes fields of the bullets and words of an entry.
const form = document.querySelector("[data-document-editor]");
const words = form.querySelector("[data-resume]").dataset;
let next = 0;

const touch = () => form.dispatchEvent(new Event("input", { bubbles: true }));

const entriesOf = (list) => [...list.children].filter((child) => child.matches("[data-entry]"));
const toolsOf = (entry, act) => [...entry.querySelectorAll(`[data-move=${act}]`)].find((button) => button.closest("[data-entry]") === entry);
const nameOf = (entry) => (entry.querySelector("legend, summary h2")?.textContent ?? "").trim();

const refresh = (list) => {
  const entries = entriesOf(list);
  entries.forEach((entry, at) => {
    toolsOf(entry, "up").disabled = at === 0;
    toolsOf(entry, "down").disabled = at === entries.length - 1;
  });
  const count = document.querySelector(`[data-count-of="${list.dataset.entries}"]`);
  if (count) count.textContent = entries.length;
};

// An id that no entry of a copy has either, so that both are known to be the same one later.
const newId = () => [...crypto.getRandomValues(new Uint8Array(6))].map((byte) => byte.toString(16).padStart(2, "0")).join("");

// A blank entry in the list, below the one given or last; nothing when the page has none to copy.
const put = (name, below) => {
  const list = document.querySelector(`[data-entries="${name}"]`);
  const blank = document.querySelector(`template[data-blank="${name}"]`);
  if (!list || !blank) return null;
  while (document.getElementById(`${name}-n${next}`)) next += 1;
  const piece = blank.content.cloneNode(true);
  for (const element of piece.querySelectorAll("*")) {
    for (const attribute of element.attributes) attribute.value = attribute.value.replaceAll("n000000", `n${next}`);
  }
  for (const field of piece.querySelectorAll("input[type=hidden][name$='-id']")) field.value = newId();
  list.insertBefore(piece, below?.nextElementSibling ?? null);
  const entry = document.getElementById(`${name}-n${next}`);
  form.dispatchEvent(new CustomEvent("resume-editor:added", { detail: entry }));
  refresh(list);
  touch();
  return entry;
};

const firstField = (entry) => entry.querySelector("input:not([type=hidden]), textarea");

const add = (button) => {
  const entry = put(button.value.slice("add-".length));
  if (entry) firstField(entry).focus();
  return Boolean(entry);
};

const addLike = (button, entry) => {
  const added = put(entry.parentElement.dataset.entries, entry);
  for (const key of button.dataset.kept.split(" ")) {
    const field = form.elements[`${added.id}-${key}`];
    field.value = form.elements[`${entry.id}-${key}`].value;
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }
  firstField(added).focus();
};

const move = (entry, by) => {
  const button = toolsOf(entry, by < 0 ? "up" : "down");
  if (by < 0) entry.previousElementSibling.before(entry);
  else entry.nextElementSibling.after(entry);
  moved(entry);
  (button.disabled ? toolsOf(entry, by < 0 ? "down" : "up") : button).focus();
};

const moved = (entry) => {
  const list = entry.parentElement;
  refresh(list);
  touch();
  entry.scrollIntoView({ block: "nearest" });
  say(`${nameOf(entry)}: ${entriesOf(list).indexOf(entry) + 1} / ${entriesOf(list).length}`);
};

// Alt and an arrow move the entry that is written in. Its neighbour is what moves in the page, so the focus stays.
form.addEventListener("keydown", (event) => {
  const by = { ArrowUp: -1, ArrowDown: 1 }[event.key];
  const entry = event.target.closest("[data-entry]");
  if (!by || !event.altKey || !entry || event.target.matches("select, [list]")) return;
  event.preventDefault();
  const neighbour = by < 0 ? entry.previousElementSibling : entry.nextElementSibling;
  if (!neighbour) return;
  if (by < 0) entry.after(neighbour);
  else entry.before(neighbour);
  moved(entry);
});

// Drag: what it needs is fetched when the pointer comes near.
const sortable = () => {
  const script = document.createElement("script");
  script.src = words.sortable;
  script.addEventListener("load", () => {
    form.querySelectorAll("[data-entries]").forEach(letDrag);
    form.dispatchEvent(new Event("resume-editor:sortable"));
  });
  document.head.append(script);
};
form.addEventListener("pointerover", sortable, { once: true });

const letDrag = (list) => {
  Sortable.create(list, {
    handle: "[data-grip]",
    draggable: "[data-entry]",
    animation: matchMedia("(prefers-reduced-motion: reduce)").matches ? 0 : 140,
    forceFallback: true, // the same behaviour with mouse and touch
    onEnd: ({ item, oldIndex, newIndex }) => {
      item.removeAttribute("style");
      if (oldIndex !== newIndex) moved(item);
    },
  });
};

const remove = (entry) => {
  const list = entry.parentElement;
  const before = entry.nextElementSibling;
  const neighbour = before ?? entry.previousElementSibling;
  entry.remove();
  refresh(list);
  touch();
  const target = neighbour ? toolsOf(neighbour, "remove") : document.getElementById(`add-${list.dataset.entries}`);
  (target ?? document.getElementById("new-section")).focus();
  say(words.removed.replace("%s", nameOf(entry)), () => {
    list.insertBefore(entry, before?.isConnected ? before : null);
    refresh(list);
    touch();
    toolsOf(entry, "remove").focus();
  });
};

const say = (text, undo) => form.dispatchEvent(new CustomEvent("document-editor:say", { detail: { text, undo } }));

form.addEventListener("click", (event) => {
  const button = event.target.closest("button[name=action]");
  if (!button) return;
  const entry = button.closest("[data-entry]");
  const act = button.dataset.move;
  if (act === "up" || act === "down") { event.preventDefault(); move(entry, act === "up" ? -1 : 1); }
  else if (act === "remove") { event.preventDefault(); remove(entry); }
  else if (button.dataset.kept) { event.preventDefault(); addLike(button, entry); }
  else if (button.value.startsWith("add-") && add(button)) event.preventDefault();
});

// The photo: a picture is sent by itself, then the text names the photo that became of it, like any other field.
const photo = form.querySelector("[data-photo]");
const MOST_BYTES = 4_500_000; // the server takes 5 MB
const LONGEST = 2400; // pixels that a larger picture is made smaller to before it is sent

const showPhoto = (image) => {
  const frame = photo.querySelector("[data-frame]");
  const before = frame.querySelector("img");
  before?.remove();
  if (image) frame.append(image);
  for (const part of photo.querySelectorAll("[data-when]")) part.hidden = (part.dataset.when === "some") !== Boolean(image);
  form.elements.photo.value = image?.dataset.digest ?? "";
  touch();
  return before;
};

const photoProblem = (text) => {
  const problem = photo.querySelector("[data-problem]");
  problem.textContent = text;
  problem.hidden = !text;
};

const smaller = async (file) => {
  try {
    const bitmap = await createImageBitmap(file);
    const scale = Math.min(1, LONGEST / Math.max(bitmap.width, bitmap.height));
    const canvas = document.createElement("canvas");
    canvas.width = bitmap.width * scale;
    canvas.height = bitmap.height * scale;
    canvas.getContext("2d").drawImage(bitmap, 0, 0, canvas.width, canvas.height);
    return (await new Promise((done) => canvas.toBlob(done, "image/jpeg", 0.92))) ?? file;
  } catch {
    return file; // whatever it is, the server says it in a sentence
  }
};

const sendPhoto = async (file) => {
  const choose = photo.querySelector("[data-choose]");
  const all = new FormData();
  all.set("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
  all.set("file", file.size > MOST_BYTES ? await smaller(file) : file, "picture");
  photoProblem("");
  choose.disabled = true;
  say(photo.dataset.sending);
  try {
    const answer = await fetch(photo.dataset.action, { method: "POST", body: all, headers: { "HX-Request": "true" } });
    if (answer.headers.get("HX-Redirect")) touch(); // the session is over: saving the text says so
    else if (answer.status === 422 || answer.status === 413) photoProblem((await answer.text()).trim());
    else if (answer.ok) {
      const image = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("img[data-digest]");
      showPhoto(document.adoptNode(image));
      say(photo.dataset.added);
    } else photoProblem(photo.dataset.failed);
  } catch {
    photoProblem(photo.dataset.failed);
  }
  choose.disabled = false;
  choose.focus();
};

photo.querySelector("[data-choose]").addEventListener("click", (event) => {
  event.preventDefault();
  const chooser = document.createElement("input");
  chooser.type = "file";
  chooser.accept = photo.dataset.accept;
  chooser.addEventListener("change", () => sendPhoto(chooser.files[0]));
  chooser.click();
});
photo.querySelector("[data-remove]").addEventListener("click", () => {
  const before = showPhoto(null);
  photo.querySelector("[data-choose]").focus();
  say(photo.dataset.removed, () => showPhoto(before));
});

// An entry is called what its own fields say.
form.addEventListener("input", (event) => {
  const entry = event.target.closest("fieldset[data-entry]");
  if (!entry) return;
  const named = [...entry.querySelectorAll("[data-names]")].map((field) => field.value.trim()).filter(Boolean);
  const name = named.join(", ") || entry.dataset.new;
  const legend = entry.querySelector("legend");
  for (const button of entry.querySelectorAll("[data-move]")) button.ariaLabel = button.ariaLabel.replace(legend.textContent, name);
  legend.textContent = name;
});

// A link to a part that is closed opens it.
const reveal = () => {
  const target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (!target) return;
  for (let part = target.closest("details"); part; part = part.parentElement.closest("details")) part.open = true;
  target.scrollIntoView();
};
addEventListener("hashchange", reveal);
document.addEventListener("click", (event) => {
  if (event.target.closest("a[href^='#']")?.hash === location.hash) reveal();
});
