/* A dialog that htmx has filled opens; focus goes to its [data-first]. Escape, [data-close] and a click beside close it. */
document.addEventListener("htmx:afterSwap", ({ detail: { target } }) => {
  if (!target.matches("dialog")) return;
  if (!target.open) target.showModal();
  target.querySelector("[data-first]")?.focus();
});
document.addEventListener("click", ({ target }) => {
  if (target.matches("dialog") || target.closest("[data-close]")) target.closest("dialog")?.close();
});
