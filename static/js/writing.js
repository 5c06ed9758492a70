/* form[data-writing]: rows are added, moved and taken out here instead of on the server; what is typed is kept there
   two seconds after the last letter, and again until it arrives. */
const form = document.querySelector("form[data-writing]");
const DEEPEST = 4;
const rowsOf = (list) => list.querySelector(".rows");
const fieldsOf = (row) => [...row.querySelectorAll("input, textarea, select")];

const stand = (row, depth) => {
  const hidden = row.querySelector("[name=steps-depth]");
  hidden.value = String(Math.min(Math.max(depth, 0), DEEPEST));
  row.className = `of-row${hidden.value === "0" ? "" : ` below-${hidden.value}`}`;
};
const depthOf = (row) => Number(row.querySelector("[name=steps-depth]")?.value || 0);

const more = (list) => {
  const last = rowsOf(list).lastElementChild;
  const row = last.cloneNode(true);
  for (const field of fieldsOf(row)) if (!field.name.endsWith("-depth")) field.value = "";
  for (const wrong of row.querySelectorAll(".bad")) wrong.remove();
  last.after(row);
  fieldsOf(row).find((field) => field.type !== "hidden").focus();
};
const remove = (list, row) => {
  const next = row.nextElementSibling ?? row.previousElementSibling;
  if (next) {
    row.remove();
    next.querySelector("[data-do=remove]").focus();
  } else {
    for (const field of fieldsOf(row)) field.value = "";
    fieldsOf(row).find((field) => field.type !== "hidden").focus();
  }
};
const act = {
  up: (list, row) => row.previousElementSibling?.before(row),
  down: (list, row) => row.nextElementSibling?.after(row),
  in: (list, row) => stand(row, depthOf(row) + 1),
  out: (list, row) => stand(row, depthOf(row) - 1),
  remove,
};

form?.addEventListener("click", (event) => {
  const button = event.target.closest("button[name=row]");
  if (!button) return;
  event.preventDefault();
  const list = button.closest("[data-rows]");
  const what = button.dataset.do;
  if (what) act[what](list, button.closest("[data-row]"));
  else more(list);
  // What moved took the focus along only in some browsers.
  if (what && what !== "remove") button.focus();
  form.dispatchEvent(new Event("input", { bubbles: true }));
});

const said = form?.querySelector("[data-kept]");
let waiting = 0;
let isKept = true;
const again = (seconds) => {
  clearTimeout(waiting);
  waiting = setTimeout(keep, seconds * 1000);
};
let sending = null;
const keep = async () => {
  sending?.abort();
  sending = new AbortController();
  const { signal } = sending;
  const body = new FormData(form);
  isKept = true;
  try {
    const answer = await fetch(form.dataset.keep, { method: "POST", body, signal, redirect: "manual" });
    if (answer.status !== 204) throw new Error(String(answer.status));
    const time = new Date().toLocaleTimeString(document.documentElement.lang, { hour: "2-digit", minute: "2-digit" });
    if (isKept) said.textContent = said.dataset.done.replace("%s", time);
  } catch {
    if (signal.aborted) return;
    isKept = false;
    said.textContent = said.dataset.failed;
    again(10);
  }
};
form?.addEventListener("input", () => {
  if (!form.dataset.keep) return;
  isKept = false;
  said.textContent = said.dataset.keeping;
  again(2);
});
form?.addEventListener("submit", () => {
  clearTimeout(waiting);
  // What is saved now must not come back as a draft.
  sending?.abort();
  isKept = true;
});
window.addEventListener("online", () => isKept || again(0));
window.addEventListener("beforeunload", (event) => isKept || event.preventDefault());
