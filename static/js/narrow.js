/* [data-narrow]: typing leaves those entries of the form that fit; Enter takes the first. Arrows go through any .choices. */
const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
const shown = (form) => [...form.querySelectorAll("li:not([hidden]) > button")];
const show = (root) => {
  for (const field of root.querySelectorAll("[data-narrow]")) field.hidden = false;
};

show(document);
document.addEventListener("htmx:afterSwap", (event) => show(event.detail.target));
document.addEventListener("input", ({ target }) => {
  if (!target.closest("[data-narrow]")) return;
  const words = plain(target.value).split(/\s+/);
  for (const entry of target.form.querySelectorAll("li")) {
    const text = plain(entry.querySelector("b").textContent);
    entry.hidden = !words.every((word) => text.includes(word));
  }
  const status = target.form.querySelector("[role=status]");
  status.textContent = shown(target.form).length ? "" : status.dataset.none;
});
document.addEventListener("keydown", (event) => {
  const { target, key } = event;
  const field = target.closest("[data-narrow]");
  if (!field && !target.matches(".choices button")) return;
  const entries = shown(target.form);
  const step = { ArrowDown: 1, ArrowUp: -1 }[key];
  if (step) {
    event.preventDefault();
    const next = entries.indexOf(target) + step;
    (entries[next] ?? (next < 0 ? target.form.querySelector("[data-narrow] input") : null))?.focus();
  } else if (key === "Enter" && field) {
    event.preventDefault();
    entries[0]?.click();
  }
});
