/* Cells that need a person: Esc puts back what stood in the field, the arrows go up and down a column, and
   [data-next] or "n" goes to the next problem. Enter is the form's own. */
const fields = () => [...document.querySelectorAll("[data-cell] [name=value]")];
const off = () => /(^|; )keys=off/.test(document.cookie);
const typing = (element) => /^(input|textarea|select)$/i.test(element.tagName);

const putBack = (field) => {
  field.form.reset();
  field.select?.();
};
const column = (field) => field.form.elements.at.value;
const upOrDown = (field, step) => {
  const same = fields().filter((each) => column(each) === column(field));
  const there = same[same.indexOf(field) + step];
  there?.focus();
  return there;
};
const toNext = (from) => {
  const every = fields();
  const after = every.find((each) => from?.compareDocumentPosition(each) & Node.DOCUMENT_POSITION_FOLLOWING);
  const there = (typing(from) && after) || every[0];
  there?.focus();
  return there;
};

document.addEventListener("keydown", (event) => {
  const field = event.target;
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (field.matches("[data-cell] [name=value]")) {
    const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (event.key === "Escape") putBack(field);
    // In a choice the arrows choose.
    else if (step && field.tagName === "INPUT" && upOrDown(field, step)) event.preventDefault();
  } else if (event.key === "n" && !typing(field) && !off() && document.querySelector("[data-cells]")) {
    if (toNext(field)) event.preventDefault();
  }
});
document.addEventListener("click", (event) => {
  if (event.target.closest("[data-next]") && toNext(document.activeElement)) event.preventDefault();
});
