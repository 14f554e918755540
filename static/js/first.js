// Before anything is drawn: what needs a script is shown, what stands in for it is not. The parser waits here for the
// style sheets, too: Chromium gives up the cross-fade, with an error, when the page's body comes before them.
document.documentElement.classList.add("js");
// One that does not arrive leaves the page as it is without any.
addEventListener("error", ({ target }) => {
  if (target instanceof HTMLScriptElement) document.documentElement.classList.remove("js");
}, true);
