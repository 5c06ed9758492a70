/* form[data-log] itself: what is written in it is read, cleared, and put back from a draft. */
export const form = document.querySelector("form[data-log]");
export const isShell = form.dataset.log === "kept";

const NOT_KEPT = new Set(["csrfmiddlewaretoken", "draft_key", "back"]);
const ticked = (each) => ["checkbox", "radio"].includes(each.type);
const named = (name) => [...form.elements].filter((each) => each.name === name);

/* Older phones have no crypto.randomUUID, and no browser where the address is not a safe one. */
export const newKey = () =>
  crypto.randomUUID?.() ??
  "10000000-1000-4000-8000-100000000000".replace(/[018]/g, (digit) =>
    (digit ^ (crypto.getRandomValues(new Uint8Array(1))[0] & (15 >> (digit / 4)))).toString(16),
  );

export const read = (button) => {
  const fields = [...new FormData(form, button)].filter(
    ([name, value]) => typeof value === "string" && name !== "csrfmiddlewaretoken" && name !== "draft_key",
  );
  /* who it is, as this page shows it: an id says nothing to who looks at the list */
  const chosen = [...form.querySelectorAll("[name=member]:checked")];
  const called = chosen.map((box) => [box.value, box.parentElement.querySelector("[data-name]")?.textContent.trim() ?? ""]);
  return { fields, called, who: called.map(([, name]) => name).join(", ") };
};

const today = () => {
  const now = new Date();
  return new Date(now - now.getTimezoneOffset() * 60_000).toISOString().slice(0, 10);
};

/* Whatever the page began with: nobody who was chosen for one story is left chosen for the next. */
export const empty = () => {
  form.reset();
  for (const key of ["replaces", "saved"]) delete form.dataset[key];
  for (const each of form.querySelectorAll("#fits fieldset, [data-carried]")) each.remove();
  for (const each of form.elements) {
    if (each.type === "checkbox") each.checked = false;
    else if (["text", "textarea", "date"].includes(each.type)) each.value = "";
  }
  const on = form.elements.on;
  if (on) on.value = on.max || today();
  if (form.elements.draft_key) form.elements.draft_key.value = newKey();
};

/* What this page has no place for (a member found by letters, themes on the page that was kept) goes along all the same. */
const carry = (name, value, called) => {
  let place = form.querySelector("[data-carried]");
  if (!place) {
    place = Object.assign(document.createElement("div"), { className: "row" });
    place.dataset.carried = "";
    form.prepend(place);
  }
  const box = Object.assign(document.createElement("input"), { type: called ? "checkbox" : "hidden", name, value });
  if (!called) return place.append(box);
  box.checked = true;
  const label = Object.assign(document.createElement("label"), { className: "chip pick" });
  const words = Object.assign(document.createElement("span"), { textContent: called, dir: "auto" });
  words.dataset.name = "";
  label.append(box, words);
  return place.prepend(label);
};

const put = (name, value) => {
  const places = named(name);
  const box = places.find((each) => ticked(each) && each.value === value);
  const line = places.find((each) => !ticked(each) && each.type !== "hidden");
  if (box) box.checked = true;
  else if (line) line.value = value;
  else for (const each of places) if (each.type === "radio") each.checked = false;
  (box ?? line)?.closest("details")?.setAttribute("open", "");
  return Boolean(box ?? line);
};

/* Back to the form, to put it right; saving takes the place of what was kept. */
export const fill = (draft) => {
  empty();
  const called = new Map(draft.called);
  for (const [name, value] of draft.fields) {
    if (NOT_KEPT.has(name) || name === "another" || !value || put(name, value)) continue;
    carry(name, value, name === "member" ? called.get(value) || draft.who : "");
  }
  form.dataset.replaces = draft.key;
  /* the page of the site asks where they stand, as for anybody who is chosen */
  form.querySelector("[data-people]")?.dispatchEvent(new Event("change"));
};
