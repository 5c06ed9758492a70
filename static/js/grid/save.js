/* Sends changes one after the other, and shows what the server says of each cell: nothing is shown as saved before. */
import { fill, fieldOf, grid, keyOf, make, prepare, rowOf, textOf } from "./cells.js";
import { say, sayAll } from "./say.js";

const FEW = 20;
const SHOWN_FOR = 4000;
let before = Promise.resolve();
let pending = 0;

const csrf = () => JSON.parse(document.body.getAttribute("hx-headers"))["x-csrftoken"];
const post = async (url, body) => {
  const { words } = grid.desk;
  const headers = { Accept: "application/json", "Content-Type": "application/json", "X-CSRFToken": csrf() };
  let answer;
  try {
    answer = await fetch(url, { method: "POST", headers, body: body && JSON.stringify(body) });
  } catch {
    throw new Error(words.offline);
  }
  if (answer.redirected || [401, 403, 404].includes(answer.status)) throw new Error(words.out);
  if (answer.status === 422) throw new Error((await answer.json()).error);
  if (!answer.ok) throw new Error(words.failed);
  return answer.json();
};

/* What the grid writes beside the text of a cell goes with the next change of it. */
export const tidy = (cell) => {
  for (const beside of cell.querySelectorAll("[data-beside]")) beside.remove();
  cell.removeAttribute("aria-invalid");
  cell.removeAttribute("aria-describedby");
};
const beside = (cell, tag, attributes, ...children) => {
  const element = make(tag, { ...attributes, "data-beside": "" }, ...children);
  cell.append(element);
  return element;
};
let ids = 0;
export const refuse = (cell, why, buttons = []) => {
  tidy(cell);
  const id = `why-${(ids += 1)}`;
  cell.setAttribute("aria-invalid", "true");
  cell.setAttribute("aria-describedby", id);
  beside(cell, "span", { class: "why", id }, why, ...buttons);
};
const praise = (cell) => {
  tidy(cell);
  const chip = beside(cell, "span", { class: "chip ok" }, grid.desk.words.saved);
  setTimeout(() => chip.remove(), SHOWN_FOR);
};

const writeAnew = (html) => {
  const fresh = make("template");
  fresh.innerHTML = html;
  const row = fresh.content.querySelector("tr");
  const key = row.cells[0].firstElementChild.value;
  const stands = rowOf(key);
  if (!stands) return;
  stands.dataset.v = row.dataset.v;
  [...row.cells].forEach((cell, n) => {
    const there = stands.cells[n];
    if (n && there && !there.querySelector("[data-editor]")) {
      tidy(there);
      there.replaceChildren(...cell.childNodes);
    }
  });
  prepare(stands);
};
const cellsNamed = (key, field) => [...(rowOf(key)?.cells ?? [])].filter((cell) => cell.cellIndex && fieldOf(cell) === field);

const show = (answer) => {
  Object.values(answer.rows).forEach(writeAnew);
  for (const key of answer.gone) if (rowOf(key)) rowOf(key).dataset.gone = "";
  document.getElementById("typed").innerHTML = answer.bar;
  if (answer.saved.length <= FEW) for (const [key, field] of answer.saved) cellsNamed(key, field).forEach(praise);
};

/* Somebody else changed the person meanwhile: theirs is shown, and what was typed is not lost. */
const choices = (cell, typed) => {
  const { words } = grid.desk;
  const theirs = make("button", { type: "button", class: "btn sm" }, words.theirs);
  const mine = make("button", { type: "button", class: "btn sm" }, fill(words.mine, { value: typed || words.empty }));
  theirs.addEventListener("click", () => (tidy(cell), delete cell.dataset.typed, cell.focus()));
  mine.addEventListener("click", () => (tidy(cell), cell.focus(), save([{ cell, value: typed }])));
  return [theirs, mine];
};

const send = async (changes) => {
  for (const { cell } of changes) cell.setAttribute("aria-busy", "true");
  const typed = new Map(changes.map(({ cell, value }) => [cell, value]));
  const wanted = changes.map(({ cell, value }) => ({
    id: keyOf(cell.parentElement), version: cell.parentElement.dataset.v, field: fieldOf(cell), value,
  }));
  try {
    const answer = await post(grid.desk.save, { changes: wanted });
    show(answer);
    for (const { id, field, why, late } of answer.refused) {
      for (const cell of cellsNamed(id, field)) {
        refuse(cell, why, late ? choices(cell, typed.get(cell)) : []);
        cell.dataset.typed = typed.get(cell);
      }
    }
    say(answer.says, { bad: answer.refused.length > 0 });
    return answer;
  } catch (error) {
    for (const { cell, value } of changes) if (value !== textOf(cell)) cell.dataset.typed = value;
    say(error.message, { bad: true });
    return null;
  } finally {
    for (const { cell } of changes) cell.removeAttribute("aria-busy");
  }
};
const inTurn = (act) => {
  pending += 1;
  before = before.then(act, act).finally(() => (pending -= 1));
  return before;
};
/* What was typed and is not saved yet, or was refused, is not lost without a word. */
window.addEventListener("beforeunload", (event) => {
  if (pending || document.querySelector("[data-grid] [data-typed]")) event.preventDefault();
});

/* `also` are cells that were refused here already. */
export const save = (changes, also = 0) => {
  const { most, words } = grid.desk;
  if (changes.length > most) return say(fill(words.many, { n: most }), { bad: true });
  for (const { cell } of changes) (tidy(cell), delete cell.dataset.typed);
  if (!changes.length) return also ? undefined : say("");
  say(words.saving);
  return inTurn(() => send(changes));
};

const turnNow = async (way) => {
  const { words } = grid.desk;
  const form = document.querySelector(`#typed [data-${way}]`);
  if (!form) return say(words.nothing);
  try {
    const answer = await post(form.action);
    show(answer);
    const left = answer.refused.map(({ id, field, why }) => {
      for (const cell of cellsNamed(id, field)) refuse(cell, why);
      const column = [...grid.table.tHead.rows[0].cells].find((each) => each.dataset.field === field);
      const name = [answer.names[id], column?.textContent.trim()].filter(Boolean).join(", ");
      return name ? fill(words.left, { name, why }) : why;
    });
    return sayAll([answer.says, ...left.slice(0, FEW)], { bad: left.length > 0 });
  } catch (error) {
    return say(error.message, { bad: true });
  }
};
export const turn = (way) => inTurn(() => turnNow(way));
