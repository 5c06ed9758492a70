/* A request that failed is said in words; htmx alone would leave the page silent. */
const say = (kind) => {
  const region = document.getElementById("messages");
  if (!region) return;
  const note = document.createElement("p");
  note.className = "note bad";
  note.textContent = region.dataset[kind];
  region.replaceChildren(note);
  note.scrollIntoView({ block: "nearest" });
};
document.addEventListener("htmx:responseError", () => say("failed"));
document.addEventListener("htmx:sendError", () => say("offline"));
