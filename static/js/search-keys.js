/* "/" and "s" go to [data-search], unless someone is typing. */
const typing = (element) => element.isContentEditable || /^(input|textarea|select)$/i.test(element.tagName);

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
  if (event.key !== "/" && event.key !== "s") return;
  const search = document.querySelector("[data-search]");
  if (!search) return;
  event.preventDefault();
  search.focus();
  search.select();
});
