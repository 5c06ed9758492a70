/* details.menu closes on Escape and on a click elsewhere, as a menu does. */
const close = (keep) => {
  for (const menu of document.querySelectorAll("details.menu[open]")) if (menu !== keep) menu.open = false;
};
document.addEventListener("click", (event) => close(event.target.closest("details.menu")));
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  const menu = document.activeElement.closest("details.menu[open]");
  close();
  menu?.querySelector("summary").focus();
});
