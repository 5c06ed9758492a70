/* Blocks of cells: copied for spreadsheets, pasted from them, filled down, emptied. */
import { cellAt, fill, grid, make, prepareNew, rows, textOf, whyNot } from "./cells.js";
import { block, cellsOf, go, selected } from "./range.js";
import { refuse, save } from "./save.js";
import { say } from "./say.js";

const quoted = (text) => (/["\t\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
/* A cell that begins with a quotation mark may hold tabs and line ends; two of them stand for one. */
export const parse = (text) => {
  const lines = [[]];
  const cell = /("(?:[^"]|"")*"|[^\t\r\n]*)(\t|\r\n|\n|\r|$)/gy;
  for (let found = cell.exec(text); found; found = cell.exec(text)) {
    const [whole, written, end] = found;
    const isQuoted = written.startsWith('"') && written.endsWith('"') && written.length > 1;
    lines.at(-1).push(isQuoted ? written.slice(1, -1).replaceAll('""', '"') : written);
    if (!end || (end !== "\t" && cell.lastIndex === text.length)) break;
    if (end !== "\t") lines.push([]);
    if (!whole) break;
  }
  return lines;
};

/* Changes what can be changed, and says of each other cell why not: unless it shall hold what it holds, as where a
   block goes out to a sheet and comes back. */
const change = (pairs) => {
  const differ = pairs.filter(({ cell, value }) => value !== textOf(cell));
  const open = differ.filter(({ cell }) => !whyNot(cell));
  const closed = differ.filter(({ cell }) => whyNot(cell));
  for (const { cell } of closed) refuse(cell, whyNot(cell));
  if (!open.length && closed.length) return say(whyNot(closed[0].cell), { bad: true });
  return save(open, closed.length);
};

export const clear = () => change(selected().flat().filter(textOf).map((cell) => ({ cell, value: "" })));
export const fillDown = () => {
  const [top, left, bottom, right] = block();
  const [first, ...others] = cellsOf(top === bottom && top ? [top - 1, left, bottom, right] : [top, left, bottom, right]);
  return change(others.flatMap((line) => line.map((cell, n) => ({ cell, value: textOf(first[n]) }))));
};

/* The next hundred, when what is pasted goes on below: "none" where the list ends, "lost" when they did not come. */
const more = () => new Promise((done) => {
  const next = grid.table.querySelector(".more");
  if (!next) return done("none");
  const listening = new AbortController();
  const hear = (event, came) => document.addEventListener(event, () => {
    // Something else on the page came, and these rows are still on their way.
    if (came === "rows" && next.isConnected) return;
    listening.abort();
    prepareNew();
    done(came);
  }, { signal: listening.signal });
  hear("htmx:afterSettle", "rows");
  for (const event of ["htmx:responseError", "htmx:sendError", "htmx:timeout"]) hear(event, "lost");
  return window.htmx.trigger(next, "revealed");
});
const paste = async (lines) => {
  const [top, left, bottom, right] = block();
  if (lines.length === 1 && lines[0].length === 1) {
    return change(selected().flat().map((cell) => ({ cell, value: lines[0][0].trim() })));
  }
  let came = "rows";
  while (rows().length < top + lines.length && came === "rows") came = await more();
  const below = rows().slice(top);
  const fits = lines.slice(0, below.length);
  const pairs = fits.flatMap((line, down) =>
    line.map((value, along) => ({ cell: below[down].cells[left + along], value: value.trim() })).filter(({ cell }) => cell),
  );
  grid.from = cellAt(top, left);
  go(cellAt(Math.max(top + fits.length - 1, bottom), Math.min(Math.max(left + lines[0].length - 1, right), grid.from.parentElement.cells.length - 1)), true);
  await change(pairs);
  const over = lines.length - fits.length;
  const { imports, words } = grid.desk;
  if (over && came === "lost") say(fill(words.lost, { n: over }), { bad: true });
  else if (over) say(fill(words.left_out, { n: over }), { bad: true, link: imports });
  return undefined;
};

const isOurs = () => grid.at && document.activeElement === grid.at;
const copy = (event) => {
  if (!isOurs()) return;
  const lines = selected().map((line) => line.map(textOf));
  const table = make("table", {}, ...lines.map((line) => make("tr", {}, ...line.map((text) => make("td", {}, text)))));
  event.clipboardData.setData("text/plain", lines.map((line) => line.map(quoted).join("\t")).join("\n"));
  event.clipboardData.setData("text/html", table.outerHTML);
  event.preventDefault();
  say(fill(grid.desk.words.copied, { cells: lines.flat().length }));
};
document.addEventListener("copy", copy);
document.addEventListener("cut", (event) => {
  if (!isOurs()) return;
  copy(event);
  clear();
});
export const pasted = (text) => paste(parse(text));
