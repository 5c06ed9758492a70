/* All that changes cells, and what it needs of the server: choices, words, where changes go. */
import { grid, make } from "./cells.js";
import "./clipboard.js";
import { say } from "./say.js";

export { clear, fillDown, pasted } from "./clipboard.js";
export { edit } from "./edit.js";
export { turn } from "./save.js";

const load = async () => {
  const answer = await fetch(grid.table.dataset.desk, { headers: { Accept: "application/json" } });
  if (!answer.ok || answer.redirected) throw new Error(answer.status);
  grid.desk = await answer.json();
  document.head.append(make("link", { rel: "stylesheet", href: grid.desk.style }));
};

/* Once for each table: another one may show other columns. */
const begun = { address: "", done: null };
export const ready = () => {
  const address = grid.table.dataset.desk;
  if (begun.address !== address) {
    begun.address = address;
    begun.done = load().catch((error) => {
      begun.address = "";
      say(document.getElementById("messages")?.dataset.offline ?? "", { bad: true });
      throw error;
    });
  }
  return begun.done;
};
