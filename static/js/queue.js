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

/* before keys.js hears of it: there "s" finds somebody */
document.addEventListener(
  "keydown",
  (event) => {
    const queue = document.querySelector("[data-queue]");
    if (!queue || event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")) return;
    if (event.key === "Escape" && event.target.matches("[data-queue] [name=evidence]")) return event.target.blur();
    if (typing(event.target) || off()) return;
    const found = queue.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
    if (!found) return;
    event.preventDefault();
    event.stopPropagation();
    if (event.repeat) return;
    if (found.matches("label")) choose(found);
    else found.click();
  },
  { capture: true },
);
