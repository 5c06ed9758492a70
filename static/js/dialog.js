/* A dialog that htmx has filled opens; focus goes to its [data-first]. Escape, [data-close] and a click beside close it.
   What it needs besides is named in [data-module], and comes only now. */
document.addEventListener("htmx:afterSwap", async ({ detail: { target } }) => {
  if (!target.matches("dialog")) return;
  if (!target.open) target.showModal();
  const needed = target.querySelector("[data-module]");
  if (needed) await import(needed.dataset.module);
  target.querySelector("[data-first]")?.focus();
});
document.addEventListener("click", ({ target }) => {
  if (target.matches("dialog") || target.closest("[data-close]")) target.closest("dialog")?.close();
});
