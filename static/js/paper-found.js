/* [data-sheet]: who is meant by what is typed on a line: a list under the field, for arrows and for thumbs. */

const LETTERS = 2;
const DIGITS = 4;
const sheet = document.querySelector("[data-sheet]");
let asked;
let timer;

const cells = (form) => [...form.querySelectorAll("input:not([type=hidden])")];
const says = (text) => {
  sheet.querySelector("[data-sheet-says]").textContent = text;
};
const ask = (words, signal) => {
  const token = document.cookie.match(/(?:^|; )(?:__Host-)?csrf=([^;]+)/)?.[1] ?? "";
  const headers = { "x-csrftoken": token, "hx-request": "true" };
  return fetch(sheet.dataset.find, { method: "POST", body: new URLSearchParams({ q: words }), headers, signal });
};

const box = (form) => form.querySelector("[data-found]");
const options = (form) => [...box(form).querySelectorAll("[role=option]")];
const active = (form) => box(form).querySelector("[aria-selected=true]");

const closeList = (form) => {
  clearTimeout(timer);
  asked?.abort();
  box(form).hidden = true;
  box(form).replaceChildren();
  for (const cell of form.querySelectorAll("[role=combobox]")) {
    cell.setAttribute("aria-expanded", "false");
    cell.removeAttribute("aria-activedescendant");
  }
};

const choose = (form, option) => {
  const [name, phone] = cells(form);
  form.elements.who.value = option.dataset.who;
  name.value = option.dataset.name;
  if (option.dataset.phone) phone.value = option.dataset.phone;
  const chip = Object.assign(document.createElement("span"), { className: "chip", textContent: option.textContent.trim() });
  form.querySelector("[data-state]").replaceChildren(chip);
  closeList(form);
  name.focus();
};

const point = (form, cell, option) => {
  for (const each of options(form)) each.setAttribute("aria-selected", String(each === option));
  if (option) cell.setAttribute("aria-activedescendant", option.id);
  else cell.removeAttribute("aria-activedescendant");
  option?.scrollIntoView({ block: "nearest" });
};

const fits = (cell, at) => (at ? cell.value.replace(/\D/g, "").length >= DIGITS : cell.value.trim().length >= LETTERS);

const look = async (form, cell) => {
  asked = new AbortController();
  const answer = await ask(cell.value, asked.signal).catch(() => null);
  if (!answer?.ok || document.activeElement !== cell) return;
  const html = await answer.text();
  if (asked.signal.aborted) return;
  box(form).innerHTML = html;
  const found = options(form);
  const id = `found-${form.elements.key.value}`;
  box(form).hidden = !found.length;
  box(form).querySelector("ul")?.setAttribute("id", id);
  for (const [at, option] of found.entries()) option.id = `${id}-${at}`;
  if (found.length) cell.setAttribute("aria-controls", id);
  cell.setAttribute("aria-expanded", String(found.length > 0));
  box(form).scrollIntoView({ block: "nearest" });
  says(found.length ? `${found.length} ${sheet.dataset.here}` : "");
};

const keys = (event, form, at) => {
  if (box(form).hidden || event.isComposing) return;
  const all = options(form);
  const now = all.indexOf(active(form));
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step) point(form, cells(form)[at], all[Math.min(now + step, all.length - 1)]);
  else if (event.key === "Escape") closeList(form);
  else if (event.key === "Enter" && !event.shiftKey && now >= 0) choose(form, all[now]);
  else return;
  event.preventDefault();
};

const place = ({ target }) => {
  const form = target.closest?.("[data-line]");
  const at = form ? cells(form).slice(0, 2).indexOf(target) : -1;
  return at < 0 ? [] : [form, at];
};

if (sheet) {
  sheet.addEventListener("focusin", (event) => {
    const [form] = place(event);
    if (!form) return;
    const traits = { role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-haspopup": "listbox" };
    if (!event.target.role) for (const [name, value] of Object.entries(traits)) event.target.setAttribute(name, value);
  });
  sheet.addEventListener("input", (event) => {
    const [form, at] = place(event);
    if (!form) return;
    const who = form.elements.who;
    const isChosen = !["", "new"].includes(who.value);
    if (!at) who.value = "new";
    clearTimeout(timer);
    asked?.abort();
    if (!fits(event.target, at) || (at && isChosen)) return closeList(form);
    timer = setTimeout(() => look(form, event.target), 120);
  });
  /* Before the lines' own keys, which move between lines. */
  sheet.addEventListener("keydown", (event) => {
    const [form, at] = place(event);
    if (form) keys(event, form, at);
  }, true);
  sheet.addEventListener("pointerdown", (event) => event.target.closest("[data-found]") && event.preventDefault());
  sheet.addEventListener("click", ({ target }) => {
    const option = target.closest("[data-found] [role=option]");
    if (option) choose(option.closest("[data-line]"), option);
  });
  sheet.addEventListener("focusout", ({ target, relatedTarget }) => {
    const form = target.closest("[data-line]");
    if (form && !form.contains(relatedTarget)) closeList(form);
  });
}
