/* Lists of texts in an editor: a field for each bullet or word, in place of the textarea that the server knows.

   textarea[data-list]          "lines": a bullet a line, an indented line goes on with the one above; "words": parted by
                                commas, in quotes where they have one. It stays in the form, hidden, and holds what is
                                sent; saaska/documents/editor/fields.py reads and writes the same.
   template#list-parts          a list with its tools; template#list-row: a row without its field
   Events on the form: "resume-editor:added" (detail: an entry that came to the page), "resume-editor:sortable" (dragging
   may begin), and "document-editor:say", which is sent to have a toast shown. */
const form = document.querySelector("[data-document-editor]");
const parts = document.getElementById("list-parts");
const blankRow = document.getElementById("list-row");
const INDENT = "  ";
const MARK = /^\s*(?:[•▪◦‣*–-]|\d{1,2}[.)])\s+/; // what stands before a bullet in other people's lists
const FITS = CSS.supports("field-sizing", "content");

// Reading and writing the textarea

const readLines = (text) => {
  const all = text.replaceAll("\r\n", "\n").split("\n");
  const margins = all.filter((line) => line.trim()).map((line) => line.match(/^\s*/)[0]);
  const margin = margins.sort((a, b) => a.length - b.length)[0] ?? "";
  const found = [];
  for (const whole of all) {
    const line = whole.startsWith(margin) ? whole.slice(margin.length) : whole;
    const more = line.match(/^(?:\t| {1,2})(.*)/);
    if (more && found.length) found[found.length - 1] += `\n${more[1]}`;
    else found.push(line);
  }
  return found.filter((line) => line.trim());
};

const readWords = (text) =>
  text.split(/\r?\n/).flatMap((line) => [...line.matchAll(/\s*"((?:[^"]|"")*)"\s*(?=,|$)|([^,]+)/g)])
    .map(([, quoted, bare]) => (bare ?? quoted.replaceAll('""', '"')).trim()).filter(Boolean);

const KINDS = {
  lines: {
    read: readLines,
    written: (texts) => texts.map((text) => text.trim().replaceAll("\n", `\n${INDENT}`)).join("\n"),
    pasted: (text) => text.split(/\r?\n/).map((line) => line.replace(MARK, "").trim()),
    before: "ArrowUp",
    after: "ArrowDown",
  },
  words: {
    read: readWords,
    written: (texts) => texts.flatMap((text) => (text.trim().startsWith('"') ? readWords(text) : [text.trim()]))
      .map((word) => (word.includes(",") || word.startsWith('"') ? `"${word.replaceAll('"', '""')}"` : word)).join(", "),
    pasted: readWords,
    before: "ArrowLeft",
    after: "ArrowRight",
  },
};

const fit = (field) => {
  if (FITS) return;
  if (field.matches("input")) field.size = Math.max(field.value.length, 3);
  else {
    field.style.height = "auto";
    field.style.height = `${field.scrollHeight + 2}px`;
  }
};
form.addEventListener("toggle", (event) => event.target.querySelectorAll(".text-list-field").forEach(fit), true);

const say = (text, undo) => form.dispatchEvent(new CustomEvent("document-editor:say", { detail: { text, undo } }));
const named = (words, row) => words.replace("%s", fieldOf(row).value.trim() || fieldOf(row).ariaLabel);
const fieldOf = (row) => row.querySelector(".text-list-field");
const widgets = [];

const widgetOf = (source) => {
  const kind = KINDS[source.dataset.list];
  const isWords = source.dataset.list === "words";
  const label = document.querySelector(`label[for="${source.id}"]`);
  const name = label.firstChild.textContent.trim();
  const widget = parts.content.cloneNode(true).firstElementChild;
  const list = widget.querySelector("[data-rows]");
  const [add, up, down] = ["add", "up", "down"].map((act) => widget.querySelector(`[data-row-act=${act}]`));
  let current;

  const rows = () => [...list.children].filter((row) => row.matches("[data-row]"));

  const refresh = () => {
    const all = rows();
    all.forEach((row, at) => {
      const field = fieldOf(row);
      field.ariaLabel = `${name} ${at + 1}`;
      row.querySelector("[data-row-act=remove]").ariaLabel = named(list.dataset.remove, row);
    });
    if (!current?.isConnected) current = all[0];
    const at = all.indexOf(current);
    up.disabled = at < 1;
    down.disabled = at < 0 || at === all.length - 1;
    if (current) for (const button of [up, down]) button.ariaLabel = named(button.dataset.label, current);
  };

  const changed = () => {
    refresh();
    source.value = kind.written(rows().map((row) => fieldOf(row).value).filter((text) => text.trim()));
    source.dispatchEvent(new Event("input", { bubbles: true }));
  };

  const rowWith = (text) => {
    const row = blankRow.content.cloneNode(true).firstElementChild;
    const field = document.createElement(isWords ? "input" : "textarea");
    if (!isWords) field.rows = 1;
    field.className = "text-list-field";
    field.dir = "auto";
    field.value = text;
    field.setAttribute("aria-describedby", "list-hint");
    row.querySelector("[data-row-grip]").after(field);
    return row;
  };

  const write = (row, caret = fieldOf(row).value.length) => {
    const field = fieldOf(row);
    field.focus();
    field.setSelectionRange(caret, caret);
    return field;
  };

  const put = (row, before = null) => {
    list.insertBefore(row, before);
    fit(fieldOf(row));
    return row;
  };

  const remove = (row, undo) => {
    const before = row.nextElementSibling;
    const neighbour = row.previousElementSibling ?? before;
    row.remove();
    changed();
    if (neighbour) write(neighbour);
    else if (undo) add.focus();
    if (undo) {
      say(named(list.dataset.removed, row), () => {
        put(row, before?.isConnected ? before : null);
        changed();
        write(row);
      });
    }
  };

  const move = (row, by) => {
    const neighbour = by < 0 ? row.previousElementSibling : row.nextElementSibling;
    if (!neighbour) return;
    if (by < 0) row.after(neighbour); // the neighbour moves in the page, so the focus stays
    else row.before(neighbour);
    moved(row);
  };

  const moved = (row) => {
    current = row;
    changed();
    say(`${fieldOf(row).value}: ${rows().indexOf(row) + 1} / ${rows().length}`);
  };

  // What stands behind the caret goes to the next row, with other texts between, if there are any.
  const split = (row, texts) => {
    const field = fieldOf(row);
    const rest = field.value.slice(field.selectionEnd);
    const [first, ...others] = texts;
    field.value = field.value.slice(0, field.selectionStart).trimEnd() + first;
    fit(field);
    const last = others.reduce((before, text) => put(rowWith(text), before.nextElementSibling), row);
    const caret = fieldOf(last).value.length;
    fieldOf(last).value += rest.trimStart();
    fit(fieldOf(last));
    changed();
    write(last, caret);
  };

  const join = (row) => {
    const before = row.previousElementSibling;
    if (!before) return;
    const field = fieldOf(before);
    const caret = field.value.length;
    field.value = [field.value.trimEnd(), fieldOf(row).value.trimStart()].filter(Boolean).join(" ");
    fit(field);
    row.remove();
    changed();
    write(before, Math.min(caret, field.value.length));
  };

  const keyed = (event, row) => {
    const field = event.target;
    const { selectionStart: start, selectionEnd: end, value } = field;
    const by = { ArrowUp: -1, ArrowDown: 1, ...(isWords && { ArrowLeft: -1, ArrowRight: 1 }) }[event.key];
    if (event.altKey && by) move(row, by);
    else if (event.altKey || event.ctrlKey || event.metaKey) return;
    else if ((event.key === "Enter" && !event.shiftKey) || (event.key === "," && isWords && !value.startsWith('"'))) {
      if (value.trim()) split(row, ["", ""]);
    } else if (event.key === "Backspace" && !value && row.previousElementSibling) remove(row);
    else if (event.key === "Backspace" && start === 0 && end === 0 && value && row.previousElementSibling) {
      if (isWords) write(row.previousElementSibling);
      else join(row);
    } else if (event.key === kind.before && end === 0 && row.previousElementSibling) write(row.previousElementSibling);
    else if (event.key === kind.after && start === value.length && row.nextElementSibling) write(row.nextElementSibling, 0);
    else return;
    event.preventDefault();
    event.stopPropagation(); // or the entry would move
  };

  list.addEventListener("keydown", (event) => {
    if (!event.isComposing && event.target.matches(".text-list-field")) keyed(event, event.target.closest("[data-row]"));
  });
  list.addEventListener("input", (event) => {
    event.stopPropagation(); // the textarea tells of the change
    fit(event.target);
    changed();
  });
  list.addEventListener("paste", (event) => {
    const texts = kind.pasted(event.clipboardData.getData("text/plain")).filter(Boolean);
    if (texts.length < 2) return;
    event.preventDefault();
    split(event.target.closest("[data-row]"), texts);
  });
  list.addEventListener("focusin", (event) => {
    current = event.target.closest("[data-row]");
    refresh();
  });
  widget.addEventListener("pointerdown", (event) => {
    if (event.target.closest("[data-row-act=up], [data-row-act=down]")) event.preventDefault(); // the caret stays
  });
  widget.addEventListener("click", (event) => {
    const button = event.target.closest("[data-row-act]");
    const act = button?.dataset.rowAct;
    if (act === "remove") remove(button.closest("[data-row]"), true);
    else if (act === "add") {
      const last = rows().at(-1);
      write(last && !fieldOf(last).value.trim() ? last : put(rowWith("")));
    } else if (act) {
      move(current, act === "up" ? -1 : 1);
      if (button.disabled) write(current);
    }
  });

  for (const text of kind.read(source.value)) list.append(rowWith(text));
  if (!list.children.length) list.append(rowWith(""));
  widget.dataset.of = source.dataset.list;
  label.id ||= `${source.id}-label`;
  widget.setAttribute("aria-labelledby", label.id);
  label.addEventListener("click", () => write(rows()[0] ?? put(rowWith(""))));
  add.querySelector("[data-of-what]").textContent = name;
  source.hidden = true;
  source.after(widget);
  rows().forEach((row) => fit(fieldOf(row)));
  refresh();

  const letDrag = () => window.Sortable?.create(list, {
    handle: "[data-row-grip]",
    draggable: "[data-row]",
    animation: matchMedia("(prefers-reduced-motion: reduce)").matches ? 0 : 140,
    forceFallback: true,
    onEnd: ({ item, oldIndex, newIndex }) => {
      item.removeAttribute("style");
      if (oldIndex !== newIndex) moved(item);
    },
  });
  letDrag();
  widgets.push({ source, rows, letDrag });
};

const enhance = (place) => place.querySelectorAll("textarea[data-list]").forEach(widgetOf);
enhance(form);
form.addEventListener("resume-editor:added", (event) => enhance(event.detail));
form.addEventListener("resume-editor:sortable", () => widgets.forEach(({ letDrag }) => letDrag()));

// What is wrong with the list is said of each of its fields.
const tell = () => {
  for (const { source, rows } of widgets) {
    for (const row of rows()) {
      const field = fieldOf(row);
      field.toggleAttribute("aria-invalid", false);
      if (source.ariaInvalid === "true") field.ariaInvalid = "true";
      field.setAttribute("aria-describedby", source.ariaInvalid === "true" ? `list-hint ${source.id}_error` : "list-hint");
    }
  }
};
form.addEventListener("document-editor:errors", tell);
tell();

// A link to the list leads to its first field.
const reveal = () => {
  const found = widgets.find(({ source }) => `#${source.id}` === location.hash);
  if (found) fieldOf(found.rows()[0]).focus();
};
addEventListener("hashchange", reveal);
