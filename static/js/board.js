// The board: cards move by drag, or by the menu that all of them share. Without script their link leads to a page.
const board = document.querySelector("[data-board]");
const menu = document.getElementById("move-menu");
const laneOf = (card) => card.closest(".lane-list");
const listOf = (status) => board.querySelector(`.lane-list[data-status="${status}"]`);

// Tells the server; when it refuses, the card goes back to where it was.
const send = async (card, status, back) => {
  const token = document.querySelector(".quick-add [name=csrfmiddlewaretoken]").value;
  const link = card.querySelector("[data-move]");
  const held = document.activeElement === link;
  let refused = false;
  const listen = (event) => { refused ||= event.detail.elt === board; };
  document.addEventListener("htmx:responseError", listen);
  document.addEventListener("htmx:sendError", listen);
  try {
    await htmx.ajax("POST", link.href, { source: board, swap: "none", values: { status, csrfmiddlewaretoken: token } });
  } catch {
    refused = true;
  }
  document.removeEventListener("htmx:responseError", listen);
  document.removeEventListener("htmx:sendError", listen);
  if (refused) back();
  if (held) document.querySelector(`#${card.id} [data-move]`)?.focus();
};

const placeOf = (card) => {
  const list = laneOf(card);
  const next = card.nextElementSibling;
  return () => list.insertBefore(document.getElementById(card.id), next?.isConnected ? next : null);
};

if (board) {
  board.classList.add("can-drag");
  let back;
  for (const list of board.querySelectorAll(".lane-list")) {
    Sortable.create(list, {
      group: "applications",
      animation: matchMedia("(prefers-reduced-motion: reduce)").matches ? 0 : 140,
      forceFallback: true, // the same behaviour with mouse and touch
      fallbackTolerance: 4,
      scroll: true,
      delay: 180,
      delayOnTouchOnly: true,
      draggable: ".app-card",
      filter: "[data-move]",
      preventOnFilter: false,
      onStart: ({ item }) => { back = placeOf(item); },
      onEnd: ({ item, from, to }) => {
        item.removeAttribute("style"); // htmx would copy it to the new card, which the policy forbids
        if (from !== to) send(item, to.dataset.status, back);
      },
    });
  }
}

let chosen = null;
board?.addEventListener("click", (event) => {
  const link = event.target.closest("[data-move]");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  chosen = link.closest(".app-card");
  const status = laneOf(chosen).dataset.status;
  for (const button of menu.querySelectorAll("[data-status]")) button.disabled = button.dataset.status === status;
  menu.querySelector("[data-more]").href = link.href;
  menu.showPopover({ source: link });
  if (CSS.supports("position-area", "block-end")) return;
  const at = link.getBoundingClientRect();
  menu.style.insetBlockStart = `${Math.max(8, Math.min(at.bottom + 4, innerHeight - menu.offsetHeight - 8))}px`;
  menu.style.insetInlineStart = `${Math.max(8, Math.min(at.right - menu.offsetWidth, innerWidth - menu.offsetWidth - 8))}px`;
});

menu?.addEventListener("click", (event) => {
  const button = event.target.closest("[data-status]");
  if (!button) return;
  const card = chosen;
  const back = placeOf(card);
  menu.hidePopover();
  listOf(button.dataset.status).prepend(card);
  const link = card.querySelector("[data-move]");
  link.focus();
  card.scrollIntoView({ block: "nearest", inline: "nearest" });
  send(card, button.dataset.status, back);
});
