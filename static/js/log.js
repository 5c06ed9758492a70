/* form#log: two letters find somebody, what fits the story comes by itself, Ctrl and Enter save. All of it can be done
   without: the form sends what is typed, and "Look what fits" asks for the rest. */
const form = document.querySelector("#log");
form.dataset.scripted = "";
const typed = form.elements.person;
const found = form.querySelector("[data-found]");
const people = form.querySelector("[data-people]");
const TYPING = 150;
const PAUSE = 900;

const ask = async (address, target) => {
  try {
    const headers = { "HX-Request": "true", "HX-Target": target };
    const answer = await fetch(address, { method: "POST", body: new FormData(form), headers, redirect: "error" });
    return answer.ok ? answer.text() : "";
  } catch {
    return "";
  }
};
const parsed = (html) => document.createRange().createContextualFragment(html);

let waiting;
const later = (what, after) => {
  clearTimeout(waiting);
  waiting = setTimeout(what, after);
};

const find = async () => {
  const letters = typed.value.trim();
  if (letters.length < 2) return found.replaceChildren();
  const html = await ask(form.dataset.find, "found");
  if (letters === typed.value.trim()) found.replaceChildren(parsed(html));
  return undefined;
};

const look = async () => {
  const html = await ask(form.dataset.look, "fits");
  const fits = document.querySelector("#fits");
  /* what somebody is just about to choose is not taken from under them */
  if (!html || fits.contains(document.activeElement)) return;
  fits.replaceWith(parsed(html));
  /* what a draft brought along unseen stands there now, and can be left out */
  for (const { name, type, value } of form.querySelectorAll("#fits [name]")) {
    const which = type === "checkbox" ? `[value="${CSS.escape(value)}"]` : "";
    form.querySelector(`[data-carried] [type=hidden][name="${name}"]${which}`)?.remove();
  }
};

const take = (button) => {
  const label = Object.assign(document.createElement("label"), { className: "chip pick" });
  const box = Object.assign(document.createElement("input"), { type: "checkbox", name: "member", checked: true });
  const name = Object.assign(document.createElement("span"), { textContent: button.dataset.called, dir: "auto" });
  box.value = button.dataset.pk;
  box.setAttribute("checked", "");
  name.dataset.name = "";
  label.append(box, name);
  people.querySelector(`[value="${CSS.escape(box.value)}"]`)?.closest("label").remove();
  people.prepend(label);
  typed.value = "";
  found.replaceChildren();
  form.elements.story.focus();
  look();
};

typed.addEventListener("input", () => later(find, TYPING));
form.elements.story.addEventListener("input", () => later(look, PAUSE));
people.addEventListener("change", () => look());
/* a theme can stand in two places: found in the story, and in the list */
form.addEventListener("change", ({ target }) => {
  if (target.name !== "theme") return;
  for (const each of form.querySelectorAll(`[name=theme][value="${CSS.escape(target.value)}"]`)) each.checked = target.checked;
});
found.addEventListener("click", ({ target }) => {
  const button = target.closest("[data-pk]");
  if (button) take(button);
});
form.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) form.requestSubmit(form.querySelector("[data-save]"));
  /* in the field of the name Enter takes the first who fits, and does not send a form without a story */
  else if (event.key === "Enter" && event.target === typed) {
    event.preventDefault();
    const first = found.querySelector("[data-pk]");
    if (first) take(first);
  }
});
