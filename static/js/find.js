/* While somebody types into [data-search], those who fit come below it. Arrows choose, Enter opens, Escape closes; Enter
   with nobody chosen searches as without a script. Loaded by keys.js when the field is first used. */
const field = document.querySelector("[data-search]");
const box = document.createElement("div");
box.id = box.className = "found";
field.form.append(box);
field.setAttribute("role", "combobox");
field.setAttribute("aria-controls", "found");
field.setAttribute("aria-autocomplete", "list");

const options = () => [...box.querySelectorAll("[role=option]")];
const open = (is) => {
  box.hidden = !is;
  field.setAttribute("aria-expanded", String(is && options().length > 0));
  if (!is) choose(-1);
};
const choose = (n) => {
  const all = options();
  for (const [at, option] of all.entries()) option.setAttribute("aria-selected", String(at === n));
  if (all[n]) {
    field.setAttribute("aria-activedescendant", all[n].id);
    all[n].scrollIntoView({ block: "nearest" });
  } else field.removeAttribute("aria-activedescendant");
};
const chosen = () => options().findIndex((option) => option.getAttribute("aria-selected") === "true");

let waiting;
const ask = () => {
  clearTimeout(waiting);
  waiting = setTimeout(async () => {
    const asked = field.value;
    if (asked.trim().length < 2) return open(false);
    await htmx.ajax("POST", field.form.action, { source: box, target: box, swap: "innerHTML", values: { q: asked } });
    if (asked === field.value) open(document.activeElement === field);
  }, 120);
};

box.dataset.quiet = "";
box.setAttribute("hx-sync", "this:replace");
open(false);
field.addEventListener("input", ask);
field.addEventListener("blur", () => setTimeout(() => box.contains(document.activeElement) || open(false), 150));
field.addEventListener("keydown", (event) => {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (event.key === "Escape" && !box.hidden) {
    event.preventDefault();
    open(false);
  } else if (step && !box.hidden && options().length) {
    event.preventDefault();
    const n = options().length + 1;
    choose(((chosen() + 1 + step + n) % n) - 1);
  } else if (event.key === "Enter" && !box.hidden && chosen() >= 0) {
    event.preventDefault();
    options()[chosen()].click();
  }
});
if (field.value) ask();
