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
const help = async () => {
  const link = document.querySelector("[data-help]");
  if (link) (await import(link.dataset.help)).toggle(link.href);
  return link;
};

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target) || off()) return;
  const act = { "/": find, s: find, "?": help }[event.key];
  if (!act || (act === find && document.querySelector("dialog[open]"))) return;
  if (act()) event.preventDefault();
});
