// The marks of a letter (saaska/documents/marks.py), typed by buttons and keys. document-editor.js saves and draws.
const toolbar = document.querySelector("[data-marks]");
const area = document.getElementById(toolbar.getAttribute("aria-controls"));
const WRAPS = { bold: "**", italic: "*" };
const KEYS = { b: "bold", i: "italic", k: "link" };
const ITEM = /^(?:[-*+•]|\d{1,3}[.)])[ \t]+/;
const ADDRESS = "https://";

// As if it were typed: the browser's own undo takes it back, and an "input" event follows.
const type = (start, end, text, from, to) => {
  area.focus();
  area.setSelectionRange(start, end);
  const typed = text ? document.execCommand("insertText", false, text) : document.execCommand("delete");
  if (!typed) {
    area.setRangeText(text, start, end, "end");
    area.dispatchEvent(new InputEvent("input", { bubbles: true, inputType: "insertText" }));
  }
  area.setSelectionRange(from, to);
};

// What is selected without the spaces at its ends, which a mark must not touch.
const selected = () => {
  let { selectionStart: start, selectionEnd: end } = area;
  while (start < end && /\s/.test(area.value[start])) start += 1;
  while (end > start && /\s/.test(area.value[end - 1])) end -= 1;
  return [start, end];
};

const starsAt = (text, from, by) => {
  let count = 0;
  while (text[from + by * count] === "*") count += 1;
  return count;
};

// Whether text between stars has the mark: one is italic, two are bold, three are both.
const has = (mark, stars) => (mark === "*" ? stars % 2 === 1 : stars >= 2);

const wrap = (mark) => {
  const [start, end] = selected();
  const { value } = area;
  const width = mark.length;
  const around = Math.min(starsAt(value, start - 1, -1), starsAt(value, end, 1));
  const text = value.slice(start, end);
  if (has(mark, around)) return type(start - width, end + width, text, start - width, end - width);
  const within = Math.min(starsAt(text, 0, 1), starsAt(text, text.length - 1, -1));
  if (text.length > 2 * within && has(mark, within)) return type(start, end, text.slice(width, -width), start, end - 2 * width);
  // A mark ends with its line: each line gets its own.
  const lines = text.split("\n").map((line) => line.replace(/^(\s*)(.*?)(\s*)$/, (all, before, words, after) => (words || text === "" ? before + mark + words + mark + after : all)));
  const marked = lines.join("\n");
  if (lines.length === 1) return type(start, end, marked, start + width, end + width);
  return type(start, end, marked, start, start + marked.length);
};

const link = () => {
  const [start, end] = selected();
  const text = area.value.slice(start, end);
  const isAddress = /^(?:https?:\/\/|mailto:|tel:)\S+$/.test(text);
  const address = isAddress ? text : ADDRESS;
  const words = isAddress ? "" : text.replaceAll("\n", " ");
  const whole = `[${words}](${address})`;
  const at = start + words.length + 3; // where the address begins
  if (words) return type(start, end, whole, at, at + address.length);
  return type(start, end, whole, start + 1, start + 1);
};

const list = (numbered) => {
  const { value, selectionStart, selectionEnd } = area;
  const start = value.lastIndexOf("\n", selectionStart - 1) + 1;
  const found = value.indexOf("\n", selectionEnd);
  const end = found < 0 ? value.length : found;
  const lines = value.slice(start, end).split("\n");
  const filled = lines.filter((line) => line.trim());
  const isOne = (line) => ITEM.test(line) && /^\d/.test(line) === numbered;
  const takesAway = filled.length > 0 && filled.every(isOne);
  let number = 0;
  const changed = lines.map((line) => {
    if (!line.trim() && lines.length > 1) return line;
    const bare = line.replace(ITEM, "");
    if (takesAway) return bare;
    number += 1;
    return (numbered ? `${number}. ` : "- ") + bare;
  });
  const text = changed.join("\n");
  const caret = start + text.length;
  return type(start, end, text, selectionStart === selectionEnd ? caret : start, caret);
};

const ACTS = { bold: () => wrap(WRAPS.bold), italic: () => wrap(WRAPS.italic), link, list: () => list(false), numbers: () => list(true) };

toolbar.addEventListener("click", (event) => {
  const button = event.target.closest("[data-mark]");
  if (button) ACTS[button.dataset.mark]();
});

area.addEventListener("keydown", (event) => {
  if (!(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return;
  const mark = KEYS[event.key.toLowerCase()];
  if (!mark) return;
  event.preventDefault();
  ACTS[mark]();
});

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-value]");
  if (!button) return;
  const { selectionStart: start, selectionEnd: end } = area;
  const text = `{{${button.dataset.value}}}`;
  type(start, end, text, start + text.length, start + text.length);
});

// One stop for Tab; the arrows go through the buttons.
const buttons = [...toolbar.querySelectorAll("button")];
const stopAt = (button) => { for (const other of buttons) other.tabIndex = other === button ? 0 : -1; };
stopAt(buttons[0]);
toolbar.addEventListener("keydown", (event) => {
  const at = buttons.indexOf(document.activeElement);
  const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: buttons.length - 1 }[event.key];
  if (to === undefined || !buttons[to]) return;
  event.preventDefault();
  stopAt(buttons[to]);
  buttons[to].focus();
});
