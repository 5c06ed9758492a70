/* What a page that asks again has to say ([data-says]) is read out when it changes, and only then. */
document.addEventListener("htmx:afterSettle", () => {
  const region = document.getElementById("said");
  const says = document.querySelector("[data-says]")?.dataset.says;
  if (region && says && region.textContent !== says) region.textContent = says;
});
