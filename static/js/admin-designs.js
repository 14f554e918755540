// A colour that staff choose for a design is used. The preview beside its form, which a new one does not have, follows
// what is chosen. Without this file its button opens the page in a tab.

const own = document.querySelector("[name=own_colours]");
const preview = document.querySelector("[data-preview]");

own?.form.addEventListener("input", ({ target }) => {
  if (target.type === "color") own.checked = false; // it is chosen to be seen
});

if (preview) {
  const form = preview.closest("form");
  const image = preview.querySelector("img");
  const said = preview.querySelector("[data-said]");
  const PAUSE = 250; // milliseconds after the last change
  let waiting;
  let asking;

  const dataUrl = (blob) =>
    new Promise((resolve) => {
      const reader = new FileReader();
      reader.addEventListener("load", () => resolve(reader.result));
      reader.readAsDataURL(blob);
    });

  const show = async () => {
    asking?.abort();
    const mine = new AbortController();
    asking = mine;
    preview.setAttribute("aria-busy", "true");
    try {
      const answer = await fetch(preview.dataset.preview, { method: "POST", body: new FormData(form), signal: mine.signal });
      if (answer.ok) {
        image.src = await dataUrl(await answer.blob());
        image.hidden = false;
        said.textContent = "";
      } else if (answer.headers.get("Content-Type")?.startsWith("text/plain")) {
        said.textContent = await answer.text();
      } else {
        said.textContent = String(answer.status);
      }
    } catch (problem) {
      if (problem.name !== "AbortError") said.textContent = problem.message;
    }
    if (asking === mine) preview.removeAttribute("aria-busy");
  };

  const later = () => {
    clearTimeout(waiting);
    waiting = setTimeout(show, PAUSE);
  };

  form.addEventListener("input", later);
  form.addEventListener("change", later);
  preview.querySelector("button").addEventListener("click", (event) => {
    event.preventDefault();
    show();
  });
}
