/* Where cells stand and what is in them. The first cell of a row is its tick; the others are the grid's. */
export const grid = { table: null, desk: null, at: null, from: null, whole: false };

export const rows = () => [...grid.table.tBodies[0].rows].filter((row) => !row.matches(".more"));
export const cellAt = (row, column) => rows()[row]?.cells[column];
export const place = (cell) => [rows().indexOf(cell.parentElement), cell.cellIndex];
export const width = () => grid.table.tHead.rows[0].cells.length - 1;
export const keyOf = (row) => row.querySelector("[name=pick]").value;
export const nameOf = (row) => row.cells[1].querySelector("a").textContent;
export const rowOf = (key) => grid.table.querySelector(`[name=pick][value="${key}"]`)?.closest("tr");
export const heading = (cell) => grid.table.tHead.rows[0].cells[cell.cellIndex];
export const label = (cell) => heading(cell).textContent.trim();
export const fieldOf = (cell) => heading(cell).dataset.field;
export const hasText = (cell) => fieldOf(cell) && !grid.desk?.options[fieldOf(cell)];

/* Why a cell cannot be typed over; nothing where it can. */
export const whyNot = (cell) => {
  const { words } = grid.desk;
  if (cell.parentElement.dataset.gone !== undefined) return words.gone;
  if (fieldOf(cell)) return "";
  return heading(cell).dataset.why || (cell.cellIndex === 1 ? words.name : words.locked);
};

/* What people read in a cell, without what the grid has written beside it. */
export const textOf = (cell) => {
  const copy = cell.cloneNode(true);
  for (const beside of copy.querySelectorAll("[data-beside]")) beside.remove();
  return copy.textContent.replace(/\s+/g, " ").trim();
};

export const fill = (words, values) => words.replace(/\{(\w+)\}/g, (_all, name) => values[name]);

export const make = (tag, attributes = {}, ...children) => {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
};

/* One cell is the tab stop. */
export const focus = (cell) => {
  if (!cell) return;
  if (grid.at?.isConnected) grid.at.tabIndex = -1;
  grid.at = cell;
  cell.tabIndex = 0;
  cell.focus();
};

/* A row as the server sent it gets what a grid needs; again after it was written anew. */
export const prepare = (row) => {
  const [tick, ...cells] = row.cells;
  if (!tick.firstElementChild) {
    const key = row.cells[1].querySelector("a").pathname.split("/").at(-2);
    const words = { "aria-label": fill(grid.table.dataset.pick, { name: nameOf(row) }), form: "bulk" };
    tick.replaceChildren(make("input", { type: "checkbox", name: "pick", value: key, ...words }));
  }
  tick.setAttribute("role", "gridcell");
  tick.firstElementChild.tabIndex = -1;
  for (const cell of cells) {
    if (cell.tagName === "TD") cell.setAttribute("role", "gridcell");
    if (!fieldOf(cell)) cell.setAttribute("aria-readonly", "true");
    if (cell !== grid.at) cell.tabIndex = -1;
    for (const link of cell.querySelectorAll("a")) link.tabIndex = -1;
  }
};
/* Only those that are not cells of the grid yet: a list of a thousand is not gone through for each hundred. */
export const prepareNew = () => {
  for (const row of rows()) if (row.cells[0].getAttribute("role") !== "gridcell") prepare(row);
};
