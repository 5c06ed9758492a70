/* Single keys: "/" and "s" go to [data-search], "?" opens the list of keys. Not while someone types, nor where they
   were turned off. */
const typing = (element) => element.isContentEditable || /^(input|textarea|select)$/i.test(element.tagName);
const off = () => /(^|; )keys=off/.test(document.cookie);

const find = () => {
  const search = document.querySelector("[data-search]");
  search?.focus();
  search?.select();
  return search;
};
/* dialog.js opens it when it is there */
const help = () => {
  const link = document.querySelector("[data-help]");
  const sheet = document.querySelector("dialog.keys, main [data-keys]") ?? document.createElement("dialog");
  if (!link || sheet.open) sheet.close?.();
  else if (sheet.matches("main *")) sheet.focus();
  else {
    sheet.className = "sheet keys";
    sheet.setAttribute("aria-labelledby", "keys-title");
    document.body.append(sheet);
    htmx.ajax("GET", link.href, { target: sheet, select: "[data-keys]", swap: "innerHTML" });
  }
  return link;
};

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target) || off()) return;
  const act = { "/": find, s: find, "?": help }[event.key];
  if (!act || (act === find && document.querySelector("dialog[open]"))) return;
  if (act()) event.preventDefault();
});

/* what comes while somebody types is loaded with the first key */
document.querySelector("[data-search]")?.addEventListener("input", ({ target }) => import(target.dataset.search), { once: true });
