// The theme changes at once and is stored on the server; what is typed stays. Without this file the page loads anew.

const root = document.documentElement;
const form = document.querySelector("[data-theme-form]");

const show = (button) => {
  root.dataset.theme = button.value;
  for (const other of form.querySelectorAll("[name=theme]")) other.ariaPressed = String(other === button);
};

const store = async (button) => {
  const body = new FormData(form, button);
  try {
    return (await fetch(form.action, { method: "POST", body, redirect: "manual" })).ok;
  } catch {
    return false;
  }
};

form?.addEventListener("submit", async (event) => {
  event.preventDefault();
  const before = form.querySelector("[aria-pressed=true]");
  show(event.submitter);
  if (!(await store(event.submitter))) show(before);
});
