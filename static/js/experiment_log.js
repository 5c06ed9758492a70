/* The log of an experiment. Keys: c writes, r answers, e edits, t goes to the top, o shows and hides comments, j and k
   go on and back, esc leaves. What others post is asked for while the page is looked at. */
const EVERY = 15000;
const posts = () => [...document.querySelectorAll("[data-post]")].filter((post) => post.checkVisibility());
const here = () => document.activeElement?.closest?.("[data-post]");
const typing = (element) => element.isContentEditable || /^(input|textarea|select)$/i.test(element.tagName);
const off = () => /(^|; )keys=off/.test(document.cookie);

const go = (step) => {
  const all = posts();
  const at = all.indexOf(here());
  const next = all[Math.min(Math.max(at + step, 0), all.length - 1)];
  next?.focus();
  next?.scrollIntoView({ block: "nearest" });
};
const reply = () => {
  const details = here()?.querySelector("[data-reply]");
  if (!details) return;
  details.open = true;
  details.querySelector("textarea").focus();
};
const toggle = () => {
  const thread = here()?.closest("article")?.querySelector("[data-thread]");
  if (!thread) return;
  thread.closest("article").querySelector("[data-post]").focus();
  thread.open = !thread.open;
};
const act = {
  c: () => document.querySelector(".compose textarea")?.focus(),
  r: reply,
  e: () => here()?.querySelector("[data-edit]")?.click(),
  t: () => {
    window.scrollTo({ top: 0 });
    posts()[0]?.focus({ preventScroll: true });
  },
  o: toggle,
  j: () => go(1),
  k: () => go(-1),
};
const leave = (field) => {
  const details = field.closest("[data-reply]");
  if (details) details.open = false;
  (field.closest("[data-post]") ?? document.querySelector("[data-post]"))?.focus();
  field.blur();
};

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")) return;
  if (typing(event.target)) {
    if (event.key === "Escape" && event.target.closest("[data-log-of]")) leave(event.target);
    return;
  }
  const does = off() ? null : act[event.key];
  if (!does) return;
  event.preventDefault();
  does();
});

setInterval(() => {
  const live = document.querySelector("[data-live]");
  if (live && !document.hidden) htmx.trigger(live, "look");
}, EVERY);
document.addEventListener("visibilitychange", () => {
  const live = document.querySelector("[data-live]");
  if (live && !document.hidden) htmx.trigger(live, "look");
});

/* What is being written is kept on the server two seconds after the last letter, and again until it arrives. */
const form = document.querySelector("form[data-keep].compose");
const said = form?.querySelector("[data-kept]");
let waiting = 0;
const again = (seconds) => {
  clearTimeout(waiting);
  waiting = setTimeout(keep, seconds * 1000);
};
const keep = async () => {
  const body = new FormData();
  for (const name of ["csrfmiddlewaretoken", "text"]) body.append(name, form.elements[name].value);
  try {
    const answer = await fetch(form.dataset.keep, { method: "POST", body, redirect: "manual" });
    if (answer.status !== 204) throw new Error(String(answer.status));
    const time = new Date().toLocaleTimeString(document.documentElement.lang, { hour: "2-digit", minute: "2-digit" });
    said.textContent = said.dataset.done.replace("%s", time);
  } catch {
    said.textContent = said.dataset.failed;
    again(10);
  }
};
form?.elements.text.addEventListener("input", () => again(2));
form?.addEventListener("submit", () => clearTimeout(waiting));
