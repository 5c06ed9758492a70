/* Signing out while conversations wait on this phone: send them first, or delete them. */
import { send } from "./queue.js";
import { drop, mine } from "./store.js";

const form = document.querySelector("form[data-unsent]");
const said = document.querySelector("[data-unsent-said]");

form.querySelector("[data-send]").addEventListener("click", async () => {
  said.textContent = said.dataset.sending;
  const groups = new Set((await mine()).map((draft) => draft.group));
  for (const group of groups) await send({ group });
  const left = (await mine()).length;
  said.textContent = left ? said.dataset.left.replace("%s", left) : said.dataset.sent;
  form.querySelector("[data-delete]").textContent = left ? said.dataset.delete : said.dataset.leave;
});

form.addEventListener("submit", async (event) => {
  if (form.dataset.deleted) return;
  event.preventDefault();
  for (const { key } of await mine()) await drop(key);
  form.dataset.deleted = "yes";
  form.submit();
});
