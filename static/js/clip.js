// What the bookmarklet put behind the "#" of the address: shown in the form, and taken out of the address.
const form = document.querySelector("[data-clip]");
const told = form.querySelector("[data-clip-told]");

function received() {
  try {
    const brought = JSON.parse(decodeURIComponent(location.hash.slice(1)));
    return brought && typeof brought === "object" ? brought : {};
  } catch {
    return {};
  }
}

const text = (value) => (typeof value === "string" ? value : "");
const brought = received();
const data = text(brought.data);
const posting = [data, text(brought.text)].filter(Boolean).join("\n\n");
if (posting) {
  form.elements.url.value = text(brought.url);
  form.elements.posting.value = posting;
  told.textContent = [text(brought.title), data ? told.dataset.structured : ""].filter(Boolean).join(" · ");
  history.replaceState(null, "", location.pathname);
} else {
  told.textContent = told.dataset.nothing;
}
