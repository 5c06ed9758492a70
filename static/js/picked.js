// Says how many people of the list are selected, in [data-picked]; the page itself works without it.

const boxes = () => document.querySelectorAll('[name="pick"]:checked');

function say() {
  const place = document.querySelector("[data-picked]");
  if (!place) return;
  const n = boxes().length;
  const text = n ? place.dataset.many.replace("{n}", n.toLocaleString(document.documentElement.lang)) : "";
  if (place.textContent !== text) place.textContent = text;
}

document.addEventListener("change", (event) => {
  if (event.target.name === "pick") say();
});
// The boxes are emptied after the event.
document.addEventListener("reset", () => setTimeout(say));
document.addEventListener("htmx:afterSettle", say);
say();
