// The look of a document. document-editor.js draws every choice; without script the Preview button does the same.
const form = document.querySelector("[data-document-editor]");
const ownOrder = form.elements.own_order;

const touch = () => form.dispatchEvent(new Event("input", { bubbles: true }));

form.addEventListener("input", (event) => {
  if (event.target.type === "color") form.querySelector("[name=palette][value=own]").checked = true;
}, { capture: true });

const refresh = (list) => {
  const parts = [...list.children];
  parts.forEach((part, at) => {
    part.querySelector("[data-move=up]").disabled = at === 0;
    part.querySelector("[data-move=down]").disabled = at === parts.length - 1;
  });
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
  const text = `${part.querySelector("label span").textContent}: ${[...list.children].indexOf(part) + 1} / ${list.children.length}`;
  form.dispatchEvent(new CustomEvent("document-editor:say", { detail: { text } }));
  touch();
};

form.addEventListener("click", (event) => {
  const button = event.target.closest("button[name=action]");
  if (!button) return;
  if (button.dataset.move) move(button.closest("[data-part]"), button.dataset.move === "up");
  else if ("designedOrder" in button.dataset) {
    ownOrder.value = "";
    touch();
  } else return;
  event.preventDefault();
});
