// A button with data-copy puts the text of the element it names on the clipboard, and says so.
const news = document.getElementById("messages");
let timer = 0;

const say = (text) => {
  const toast = document.createElement("div");
  toast.className = "toast";
  toast.textContent = text;
  news.replaceChildren(toast);
  clearTimeout(timer);
  timer = setTimeout(() => toast.remove(), 4000);
};

const mark = (button) => {
  for (const copied of document.querySelectorAll("[data-copy][data-done]")) delete copied.dataset.done;
  button.dataset.done = "";
};

document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-copy]");
  if (!button) return;
  const element = document.getElementById(button.dataset.copy);
  try {
    await navigator.clipboard.writeText(element.textContent);
    mark(button);
    say(button.dataset.copied);
  } catch {
    getSelection().selectAllChildren(element);    // the browser keeps its clipboard from pages
    say(button.closest("[data-selected]").dataset.selected);
  }
});
