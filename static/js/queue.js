/* Assessing one after the other: a key picks what has it as [data-key], a level or a button. A level that is another
   than the one now leads to the line of evidence; Enter in it keeps, and Esc leaves it. "s" skips here. */
const typing = (element) =>
  element.isContentEditable || (/^(input|textarea|select)$/i.test(element.tagName) && element.type !== "radio");
const off = () => /(^|; )keys=off/.test(document.cookie);

const choose = (option) => {
  const radio = option.querySelector("input");
  radio.checked = true;
  const isSame = option.matches("[data-now]") && option.dataset.key !== "u";
  (isSame ? radio.form.querySelector("[data-save]") : radio.form.elements.evidence).focus();
};

const act = (key) => {
  const queue = document.querySelector("[data-queue]");
  const focused = document.activeElement;
  const found = key === "Enter" ? focused : queue?.querySelector(`[data-key="${CSS.escape(key)}"]`);
  if (!queue?.contains(found) || !found.matches("[data-key]")) return false;
  if (found.matches("label")) choose(found);
  else found.click();
  return true;
};

/* Between a word and the next person's turn nothing listens yet: the last key pressed then is done once something does,
   after focus has gone to where the turn begins. What the rest of the page asks for meanwhile, as the bell does, is
   nothing of it. */
const ofQueue = (element) => Boolean(element.closest?.("[data-queue]"));
let isBetween = false;
let waiting = "";
const go = (isThere) => {
  const key = waiting;
  [isBetween, waiting] = [false, ""];
  if (isThere && key) setTimeout(() => act(key));
};
document.addEventListener("htmx:beforeRequest", (event) => (isBetween ||= ofQueue(event.detail.requestConfig.elt)));
document.addEventListener("htmx:afterSettle", (event) => ofQueue(event.target) && go(true));
document.addEventListener("htmx:afterRequest", (event) => {
  if (!event.detail.successful && ofQueue(event.detail.requestConfig.elt)) go(false);
});

/* before keys.js hears of it: there "s" finds somebody */
document.addEventListener(
  "keydown",
  (event) => {
    const queue = document.querySelector("[data-queue]");
    if (!queue || event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")) return;
    if (event.key === "Escape" && event.target.matches("[data-queue] [name=evidence]")) return event.target.blur();
    // Between turns a field of the next one can have focus already, as it is called the same.
    if (off() || (!isBetween && (typing(event.target) || event.key === "Enter"))) return;
    if (!isBetween && !queue.querySelector(`[data-key="${CSS.escape(event.key)}"]`)) return;
    event.preventDefault();
    event.stopPropagation();
    if (event.repeat) return;
    if (isBetween) waiting = event.key;
    else act(event.key);
  },
  { capture: true },
);
