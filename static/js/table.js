// The table: one tick for every line, a range by Shift, and how many are ticked. Without script each line has its own.
const picks = (form) => [...form.querySelectorAll('[name="pick"]')];

const tell = (form) => {
  const all = picks(form);
  const number = all.filter((box) => box.checked).length;
  const every = form.querySelector("[data-tick-all]");
  every.checked = number > 0 && number === all.length;
  every.indeterminate = number > 0 && number < all.length;
  const said = form.querySelector("[data-ticked]");
  said.dataset.words ??= said.textContent;
  said.textContent = number ? `${said.dataset.words} ${number}` : said.dataset.words;
};

let last = null;

document.addEventListener("click", (event) => {
  const box = event.target;
  const form = box.closest?.("[data-bulk]");
  if (!form) return;
  if (box.matches("[data-tick-all]")) {
    for (const one of picks(form)) one.checked = box.checked;
  } else if (box.matches('[name="pick"]')) {
    const all = picks(form);
    const [from, to] = [all.indexOf(last), all.indexOf(box)].sort((a, b) => a - b);
    if (event.shiftKey && from >= 0) for (const one of all.slice(from, to + 1)) one.checked = box.checked;
    last = box;
  } else {
    return;
  }
  tell(form);
});

// A click beside an open list closes it.
document.addEventListener("click", (event) => {
  for (const drop of document.querySelectorAll(".drop[open]")) if (!drop.contains(event.target)) drop.open = false;
});
document.addEventListener("keydown", (event) => {
  const drop = event.key === "Escape" && document.activeElement?.closest(".drop[open]");
  if (drop) {
    drop.open = false;
    drop.querySelector("summary").focus();
  }
});
const shown = document.querySelector("[data-bulk]");
if (shown) tell(shown);
