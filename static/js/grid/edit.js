/* One cell as a field: Enter saves and goes down, Tab to the right, Escape puts back what stood there. */
import { cellAt, fieldOf, grid, label, make, nameOf, place, textOf, whyNot } from "./cells.js";
import { go } from "./range.js";
import { save, tidy } from "./save.js";
import { say } from "./say.js";

const PARTS = /,\s*/;

/* What was refused comes back chosen, by its key or by what people read; undefined when it is no choice. */
const chosen = (options, wanted) => options.find(([key, text]) => [key, text.trim()].includes(wanted))?.[0];
const select = (options, now) => {
  const field = make("select", { class: "in" });
  for (const [key, text] of options) {
    const option = make("option", { value: key }, text);
    option.selected = key === now;
    field.append(option);
  }
  return field;
};
/* What is written after the last comma is completed from the list; all of it where a cell holds one choice. */
const suggesting = (options, several) => {
  const list = make("datalist", { id: "grid-options" });
  const field = make("input", { class: "in", list: "grid-options", autocomplete: "off" });
  const offer = () => {
    const written = several ? field.value.split(PARTS) : [field.value];
    const first = written.slice(0, -1);
    const rest = options.filter(([, text]) => !first.includes(text));
    list.replaceChildren(...rest.map(([, text]) => make("option", { value: [...first, text].join(", ") })));
  };
  field.addEventListener("input", offer);
  offer();
  return [field, list];
};
const fieldsFor = (cell, now, typed) => {
  const { options, several } = grid.desk;
  const choices = options[fieldOf(cell)];
  const takesSeveral = several.includes(fieldOf(cell));
  if (choices && !takesSeveral) {
    const before = cell.dataset.typed;
    const key = chosen(choices, before || now);
    // A word that is no choice can be put right only where it can be read.
    if (key !== undefined || !before) return [select(choices, key)];
  }
  const made = choices ? suggesting(choices, takesSeveral) : [make("input", { class: "in", autocomplete: "off" })];
  made[0].value = typed ?? cell.dataset.typed ?? now;
  return made;
};

const toEnd = (field, value) => {
  field.value = value;
  field.setSelectionRange(value.length, value.length);
};
const close = (cell, kept) => {
  cell.replaceChildren(...kept);
  delete cell.dataset.editing;
};
const leave = (cell, key, back) => {
  const [row, column] = place(cell);
  const there = { Enter: cellAt(row + (back ? -1 : 1), column), Tab: cell.parentElement.cells[column + (back ? -1 : 1)] };
  const next = there[key];
  go(next && next.cellIndex ? next : cell);
};

export const edit = (cell, typed) => {
  const why = whyNot(cell);
  if (why) return say(why, { bad: true });
  if (cell.dataset.editing !== undefined) {
    // Letters typed before the field was there, and the Enter that ends them.
    const field = cell.querySelector("input");
    if (typed === undefined) cell.querySelector("form").requestSubmit();
    else if (field) toEnd(field, field.value + typed);
    return undefined;
  }
  tidy(cell);
  const now = textOf(cell);
  const kept = [...cell.childNodes];
  const [field, ...more] = fieldsFor(cell, now, typed);
  const button = make("button", { class: "btn go sm", type: "submit" }, grid.desk.words.save);
  const hint = make("span", { class: "hint", id: "grid-hint" }, grid.desk.words.hint);
  const form = make("form", { "data-editor": "", class: "edit" }, field, ...more, button, hint);
  field.setAttribute("aria-label", `${label(cell)}, ${nameOf(cell.parentElement)}`);
  field.setAttribute("aria-describedby", "grid-hint");
  // Arabic is written from the right, whatever the page around it is.
  field.dir = "auto";
  cell.dataset.editing = "";
  cell.replaceChildren(form);
  let open = true;
  const put = (key, back, stay) => {
    if (!open) return;
    open = false;
    const value = field.value;
    const differs = field.matches("select") ? field.selectedOptions[0]?.text.trim() !== now && (value || now) : value !== now;
    close(cell, kept);
    if (!stay) leave(cell, key, back);
    if (differs) save([{ cell, value }]);
    else delete cell.dataset.typed;
  };
  form.addEventListener("submit", (event) => (event.preventDefault(), put("Enter", false)));
  form.addEventListener("keydown", (event) => {
    event.stopPropagation();
    if (event.isComposing) return;
    if (event.key === "Escape") {
      event.preventDefault();
      open = false;
      delete cell.dataset.typed;
      close(cell, kept);
      go(cell);
    } else if (event.key === "Tab" || (event.key === "Enter" && event.target === field)) {
      event.preventDefault();
      put(event.key, event.shiftKey);
    }
  });
  form.addEventListener("focusout", (event) => {
    if (!form.contains(event.relatedTarget)) put("", false, true);
  });
  field.focus();
  if (typed === undefined) field.select?.();
  else if (field.matches("input")) toEnd(field, field.value);
  return undefined;
};
