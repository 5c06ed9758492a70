/* form[data-pair]: single keys answer for the buttons and links that name them with data-key; 1 and 2 take one side of
   every field. Not while someone types or chooses, nor where single keys were turned off. */
const busy = (element) => element.isContentEditable || /^(input|textarea|select)$/i.test(element.tagName);
const off = () => /(^|; )keys=off/.test(document.cookie);

const take = (side) => {
  for (const radio of document.querySelectorAll(`[data-pair] [data-side="${side}"]`)) radio.checked = true;
};

document.addEventListener(
  "keydown",
  (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || busy(event.target) || off()) return;
    if (document.querySelector("dialog[open]")) return;
    if (event.key === "1" || event.key === "2") take(event.key);
    else {
      const named = document.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
      if (!named) return;
      named.click();
    }
    event.preventDefault();
    /* "s" would go to the search as well */
    event.stopPropagation();
  },
  true,
);
