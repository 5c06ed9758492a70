/* form[data-refill]: what was typed before the sign-in ended goes back into its form on this page, to be looked over. */
const put = (field, values) => {
  if (field.type === "file" || field.name === "csrfmiddlewaretoken") return;
  if (field.type === "checkbox" || field.type === "radio") field.checked = values.includes(field.value);
  else if (field.multiple && field.options) for (const option of field.options) option.selected = values.includes(option.value);
  else field.value = values.shift() ?? "";
  field.dispatchEvent(new Event("change", { bubbles: true }));
};

for (const kept of document.querySelectorAll("form[data-refill]")) {
  const typed = new FormData(kept);
  typed.delete("csrfmiddlewaretoken");
  const names = [...new Set(typed.keys())];
  const form = [...document.forms].find(
    (each) => each !== kept && each.method === "post" && each.action === kept.action && names.some((name) => each.elements[name]),
  );
  /* A form that grew on the page, or stands on another one, is sent as it was. */
  if (!form || names.some((name) => !form.elements[name])) continue;
  for (const name of new Set([...form.elements].map((field) => field.name).filter(Boolean))) {
    const values = typed.getAll(name).map((value) => value.replaceAll("\r\n", "\n"));
    const found = form.elements[name];
    for (const field of found instanceof RadioNodeList ? [...found] : [found]) {
      if (!(field instanceof HTMLButtonElement)) put(field, values);
    }
  }
  kept.querySelector("[role=status]").textContent = kept.dataset.refill;
  kept.querySelector("button").remove();
  for (const field of kept.querySelectorAll("textarea")) field.remove();
}
