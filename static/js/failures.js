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
/* What nobody asked for, such as the number on the bell, may fail without a word. */
const asked = (event) => event.detail.elt?.dataset?.quiet === undefined;
document.addEventListener("htmx:responseError", (event) => asked(event) && say("failed"));
document.addEventListener("htmx:sendError", (event) => asked(event) && say("offline"));
