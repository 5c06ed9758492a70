/* [data-drop] around a file input: a file may be dropped anywhere on it; its name shows in [data-file-name]. */
const show = (zone, input) => {
  const name = zone.querySelector("[data-file-name]");
  if (name) name.textContent = input.files[0]?.name ?? "";
};

for (const zone of document.querySelectorAll("[data-drop]")) {
  const input = zone.querySelector("input[type=file]");
  input.addEventListener("change", () => show(zone, input));
  for (const kind of ["dragenter", "dragover"]) {
    zone.addEventListener(kind, (event) => {
      event.preventDefault();
      zone.dataset.over = "";
    });
  }
  zone.addEventListener("dragleave", (event) => zone.contains(event.relatedTarget) || delete zone.dataset.over);
  zone.addEventListener("drop", (event) => {
    event.preventDefault();
    delete zone.dataset.over;
    if (!event.dataTransfer.files.length) return;
    input.files = event.dataTransfer.files;
    input.dispatchEvent(new Event("change", { bubbles: true }));
  });
}
