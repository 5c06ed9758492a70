/* A block of cells from where it began (`grid.from`) to the tab stop, and the rows that are ticked. */
import { fill, focus, grid, place, rows, width } from "./cells.js";
import { say } from "./say.js";

/* [first row, first column, last row, last column]; after Ctrl+A all that is loaded, wherever the tab stop is. */
export const block = () => {
  if (grid.whole) return [0, 1, rows().length - 1, width()];
  const [row, column] = place(grid.at);
  const [fromRow, fromColumn] = grid.from?.isConnected ? place(grid.from) : [row, column];
  return [Math.min(row, fromRow), Math.min(column, fromColumn), Math.max(row, fromRow), Math.max(column, fromColumn)];
};
export const cellsOf = ([top, left, bottom, right]) => {
  const all = rows();
  return Array.from({ length: bottom - top + 1 }, (_row, n) => [...all[top + n].cells].slice(left, right + 1));
};
export const selected = () => cellsOf(block());

export const mark = () => {
  for (const cell of grid.table.querySelectorAll("[aria-selected]")) cell.removeAttribute("aria-selected");
  grid.table.querySelector("[data-end]")?.removeAttribute("data-end");
  const lines = selected();
  const cells = lines.length * lines[0].length;
  lines.at(-1).at(-1).dataset.end = "";
  if (cells < 2) return;
  for (const cell of lines.flat()) cell.setAttribute("aria-selected", "true");
  if (grid.desk) say(fill(grid.desk.words.range, { cells, rows: lines.length }));
};
export const go = (cell, extend = false) => {
  if (!cell) return;
  grid.whole = false;
  if (!extend) grid.from = cell;
  focus(cell);
  mark();
};
export const everything = () => {
  grid.whole = true;
  mark();
};

let last = null;
export const tick = (row, through) => {
  const all = rows();
  const box = row.cells[0].firstElementChild;
  box.checked = !box.checked;
  const [one, other] = [all.indexOf(through && last?.isConnected ? last : row), all.indexOf(row)].sort((a, b) => a - b);
  for (const each of all.slice(one, other + 1)) {
    const input = each.cells[0].firstElementChild;
    input.checked = box.checked;
    input.dispatchEvent(new Event("change", { bubbles: true }));
  }
  last = row;
  if (grid.desk) say(fill(grid.desk.words.picked, { n: grid.table.querySelectorAll("[name=pick]:checked").length }));
};
