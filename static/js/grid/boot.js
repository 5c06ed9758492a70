/* [data-grid] on a wide screen becomes a grid: its script comes when the page stands, and again for a new table. */
const begin = async () => {
  const table = document.querySelector("[data-grid]");
  if (table && matchMedia("(width >= 62rem)").matches) (await import(table.dataset.grid)).begin(table);
};
begin();
document.addEventListener("htmx:afterSettle", begin);
