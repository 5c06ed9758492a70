/* The list of people as a grid: one tab stop, keys, ranges. What changes cells comes with the first focus. */
import { cellAt, fieldOf, grid, hasText, heading, place, prepareNew, rows, width } from "./cells.js";
import { everything, go, mark, tick } from "./range.js";
import "../picked.js";

const A_PAGE = 20;
const inGrid = (target) => target.closest?.("[role=grid] tbody tr:not(.more) > :not(.pick)");
const off = () => /(^|; )keys=off/.test(document.cookie);
/* At once when it is there, so that no letter is lost. What could not be loaded was said already. */
let desk = null;
/* One promise for all: what was typed before the tools came is done in the order in which it was typed. */
let tools = null;
const work = (act) => {
  if (desk) return act?.(desk);
  const { table } = grid;
  tools ??= import("./work.js");
  return tools.then((module) => module.ready().then(() => {
    if (table === grid.table) desk = module;
    // A range that was drawn before there were words for it.
    mark();
    act?.(module);
  }, () => {}));
};

export const begin = (table) => {
  grid.table = table;
  if (table.getAttribute("role") !== "grid") {
    table.setAttribute("role", "grid");
    table.setAttribute("aria-multiselectable", "true");
    grid.at = grid.from = desk = null;
    grid.whole = false;
  }
  for (const hint of document.querySelectorAll("[data-keys-of-grid]")) hint.hidden = false;
  prepareNew();
  if (!grid.at?.isConnected) grid.at = grid.from = cellAt(0, 1) ?? null;
  if (grid.at) grid.at.tabIndex = 0;
  // Rows that came since belong to all, and have to look so.
  if (grid.whole) mark();
};

const last = () => rows().length - 1;
const MOVES = {
  ArrowUp: (row, column, all) => [all ? 0 : row - 1, column],
  ArrowDown: (row, column, all) => [all ? last() : row + 1, column],
  ArrowLeft: (row, column, all) => [row, all ? 1 : column - 1],
  ArrowRight: (row, column, all) => [row, all ? width() : column + 1],
  Home: (row, _column, all) => [all ? 0 : row, 1],
  End: (row, _column, all) => [all ? last() : row, width()],
  PageUp: (row, column) => [Math.max(row - A_PAGE, 0), column],
  PageDown: (row, column) => [Math.min(row + A_PAGE, last()), column],
};
const move = (event, cell) => {
  const rtl = getComputedStyle(grid.table).direction === "rtl";
  const key = rtl ? { ArrowLeft: "ArrowRight", ArrowRight: "ArrowLeft" }[event.key] ?? event.key : event.key;
  const [row, column] = MOVES[key](...place(cell), event.ctrlKey || event.metaKey);
  if (column > 0) go(cellAt(row, column), event.shiftKey);
  event.preventDefault();
};
/* Tab goes along the row, and at its end out of the grid. */
const tab = (event, cell) => {
  const next = cell.parentElement.cells[cell.cellIndex + (event.shiftKey ? -1 : 1)];
  if (!next || next.cellIndex === 0) return;
  go(next);
  event.preventDefault();
};
/* A cell of links is entered, a name opened, another edited. */
const enter = (cell) => {
  const links = cell.querySelectorAll("a");
  const { opens } = heading(cell).dataset;
  if (fieldOf(cell)) work(({ edit }) => edit(cell));
  else if (opens) location.assign(opens.replace("{id}", cell.parentElement.cells[0].firstElementChild.value));
  else if (cell.cellIndex === 1) links[0].click();
  else if (links.length) links[0].focus();
  else work(({ edit }) => edit(cell));
};
const CONTROL = {
  a: () => everything(),
  d: () => work(({ fillDown }) => fillDown()),
  z: (event) => work(({ turn }) => turn(event.shiftKey ? "redo" : "undo")),
  y: () => work(({ turn }) => turn("redo")),
};
const ticks = (event, cell) => {
  if (event.key === " ") return event.shiftKey;
  return event.key.toLowerCase() === "x" && !off() && !hasText(cell);
};
/* Somebody types faster than the rest arrives: what saves or moves on waits for the field. */
let ahead = false;
const onKey = (event, cell) => {
  const control = event.ctrlKey || event.metaKey;
  if (event.altKey) return;
  if (ahead && !desk && /^(Arrow|Enter|Tab)/.test(event.key)) {
    event.preventDefault();
    work(({ edit }) => edit(cell));
  } else if (MOVES[event.key]) move(event, cell);
  else if (control) {
    const act = CONTROL[event.key.toLowerCase()];
    if (act) event.preventDefault();
    act?.(event);
  } else if (event.key === "Tab") tab(event, cell);
  else if (event.key === "Escape") go(cell);
  else if (event.key === "Enter" || event.key === "F2") (event.preventDefault(), enter(cell));
  else if (ticks(event, cell)) (event.preventDefault(), tick(cell.parentElement, event.shiftKey && event.key !== " "));
  else if (event.key === "Delete" || event.key === "Backspace") {
    event.preventDefault();
    work(({ clear }) => clear());
  } else if (event.key.length === 1 && (fieldOf(cell) || !"/?".includes(event.key))) {
    event.preventDefault();
    event.stopImmediatePropagation();
    ahead = !desk;
    work(({ edit }) => edit(cell, event.key));
  }
};
/* On a link within a cell the arrows go to the next one, and Escape back to the cell. */
const onLink = (event, cell) => {
  const links = [...cell.querySelectorAll("a")];
  const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
  if (event.key === "Escape") go(cell);
  else if (step) links[links.indexOf(event.target) + step]?.focus();
};

/* Before the single keys of every page: here letters are typed. */
addEventListener("keydown", (event) => {
  const cell = inGrid(event.target);
  if (!cell || event.isComposing || event.target.closest("[data-editor]")) return;
  if (event.target === cell) onKey(event, cell);
  else if (event.target.matches("a")) onLink(event, cell);
}, { capture: true });
addEventListener("focusin", ({ target }) => {
  const cell = inGrid(target);
  if (!cell) return;
  work();
  if (target === cell && grid.at !== cell) go(cell);
});
addEventListener("dblclick", ({ target }) => {
  const cell = inGrid(target);
  if (cell && !target.closest("a, button, [data-editor]")) work(({ edit }) => edit(cell));
});
addEventListener("click", (event) => {
  const box = event.target.closest?.("[role=grid] [name=pick]");
  if (!box) return;
  box.checked = !box.checked;
  tick(box.closest("tr"), event.shiftKey);
});
/* Heard here: what is pasted before the tools have come is not lost. */
document.addEventListener("paste", (event) => {
  const text = event.clipboardData.getData("text/plain");
  if (!grid.at || document.activeElement !== grid.at || !text) return;
  event.preventDefault();
  work(({ pasted }) => pasted(text));
});
document.addEventListener("submit", (event) => {
  const form = event.target.closest("#typed form");
  if (!form || grid.table?.getAttribute("role") !== "grid") return;
  event.preventDefault();
  work(({ turn }) => turn(form.matches("[data-redo]") ? "redo" : "undo"));
});

/* Ranges by mouse; from the corner of a range it is filled down. */
let dragged = null;
addEventListener("pointerdown", (event) => {
  const cell = event.button === 0 && inGrid(event.target);
  if (!cell || event.target.closest("a, button, [data-editor]")) return;
  const corner = cell.getBoundingClientRect();
  const fills = cell.dataset.end !== undefined && corner.right - event.clientX < 12 && corner.bottom - event.clientY < 12;
  dragged = { fills, column: cell.cellIndex };
  if (fills || event.shiftKey) event.preventDefault();
  if (event.shiftKey) go(cell, true);
  else if (!fills) go(cell);
});
addEventListener("pointermove", (event) => {
  const over = dragged && event.buttons === 1 && inGrid(document.elementFromPoint(event.clientX, event.clientY) ?? document.body);
  if (!over) return;
  const cell = dragged.fills ? over.parentElement.cells[grid.at.cellIndex] : over;
  if (cell === grid.at) return;
  grid.table.classList.add("dragging");
  go(cell, true);
});
addEventListener("pointerup", () => {
  if (dragged?.fills && grid.table.matches(".dragging")) work(({ fillDown }) => fillDown());
  grid.table?.classList.remove("dragging");
  dragged = null;
});
