/* form[data-once]: a second click does nothing while the first is on its way. */
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!form.matches("[data-once]")) return;
  if (form.dataset.sent) {
    event.preventDefault();
    return;
  }
  form.dataset.sent = "yes";
  for (const button of form.querySelectorAll("button")) button.setAttribute("aria-disabled", "true");
});
const release = (root) => {
  for (const form of root.querySelectorAll("[data-sent]")) {
    delete form.dataset.sent;
    for (const button of form.querySelectorAll("button")) button.removeAttribute("aria-disabled");
  }
};
/* the page came back from the browser's own memory, or htmx has its answer */
window.addEventListener("pageshow", (event) => event.persisted && release(document));
document.addEventListener("htmx:afterRequest", () => release(document));
