/* Focus goes to [data-focus]: the summary of errors on a new page, the new part after a swap. */
const focusIn = (root) => {
  const target = root.matches?.("[data-focus]") ? root : root.querySelector("[data-focus]");
  target?.focus();
};

focusIn(document);
document.addEventListener("htmx:afterSettle", (event) => focusIn(event.detail.elt));
