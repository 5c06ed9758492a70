/* form[data-log]: Save keeps the conversation on this phone first, says so, and sends it when there is signal. */
import { send } from "./queue.js";
import { show, valueOf } from "./list.js";
import { drop, groupAt, knowGroup, mine, put, whose } from "./store.js";

const RETRY = 30_000;
const form = document.querySelector("form[data-log]");
const box = document.querySelector("[data-drafts]");
const said = document.querySelector("[data-drafts-said]");
const words = said.dataset;
const slug = location.pathname.split("/")[2];
const isShell = form.dataset.log === "kept";
let group = "";
let again = 0;

const say = (text, kind = "") => {
  said.className = text ? `note ${kind}` : "";
  said.textContent = text;
};

const sayAnswer = (state, n) => {
  const link = Object.assign(document.createElement("a"), { href: location.pathname, textContent: words.signinLink });
  if (state === "signin") {
    say(`${words.signin} `, "warn");
    said.append(link);
  } else if (state === "nosignal") say(words.waits.replace("%s", n), "warn");
};

/* What can be done about what was sent: "Which Maria?", or themes and a level. */
const saySent = (sent) => {
  say(words.sent, "ok");
  for (const { url, title, fields } of sent) {
    if (!title) continue;
    const name = valueOf({ fields }, "person");
    said.append(" ", Object.assign(document.createElement("a"), { href: url, textContent: title.replace("%s", name) }));
  }
};

const later = () => {
  clearTimeout(again);
  again = setTimeout(sendWaiting, RETRY);
};

const sendWaiting = async (which = {}) => {
  if (!whose()) return;
  const waiting = (await mine(group)).filter((draft) => !draft.why || which.key);
  if (!waiting.length) return;
  const { state, sent } = await send({ group, slug, ...which });
  const left = await show(box, group);
  if (sent.length) {
    saySent(sent);
    offline(false);
  } else sayAnswer(state, left);
  if (state === "nosignal") later();
};

const today = () => {
  const now = new Date();
  return new Date(now - now.getTimezoneOffset() * 60_000).toISOString().slice(0, 10);
};

const empty = () => {
  form.reset();
  delete form.dataset.key;
  const on = form.elements.on;
  if (isShell && on && !on.value) on.value = today();
};

const written = (button) => {
  const fields = [...new FormData(form, button)].filter(([name, value]) => typeof value === "string" && name !== "csrfmiddlewaretoken");
  const key = (form.dataset.key ||= crypto.randomUUID());
  /* who it is, as this page shows it: an id says nothing to who looks at the list */
  const chosen = form.querySelectorAll("[name=member]:checked ~ [data-name]");
  const who = [...chosen].map((name) => name.textContent.trim()).join(", ");
  return { key, whose: whose(), group, slug, fields, who, written: new Date().toISOString() };
};

const isWritten = (draft) =>
  valueOf(draft, "story").trim() && (valueOf(draft, "person").trim() || valueOf(draft, "member") || valueOf(draft, "given_name").trim());

const sayKept = async () => {
  empty();
  await show(box, group);
  say(words.kept, "ok");
  said.scrollIntoView({ block: "nearest" });
};

const save = async (draft) => {
  say(words.sending);
  if (!navigator.onLine) return sayKept();
  const { state, sent } = await send({ group, slug, key: draft.key });
  if (sent[0]) return location.assign(sent[0].url);
  const kept = (await mine(group)).find(({ key }) => key === draft.key);
  if (!kept?.why) {
    await sayKept();
    sayAnswer(state, (await mine(group)).length);
    if (state === "nosignal") later();
    return undefined;
  }
  /* Refused: the form still has everything, and its own page says beside each field what it needs. */
  if (!isShell) {
    await drop(draft.key);
    return form.submit();
  }
  await show(box, group);
  return say(kept.why.map((why) => box.dataset[`why_${why}`] ?? why).join(" "), "bad");
};

form.addEventListener("submit", async (event) => {
  /* other buttons of the form ask the server something */
  if (event.submitter?.matches("[name]:not([name=another]), [formaction]") || !whose() || !crypto.randomUUID) return;
  const draft = written(event.submitter);
  if (!isWritten(draft)) {
    if (isShell) {
      event.preventDefault();
      say(words.needs, "bad");
    }
    return;
  }
  event.preventDefault();
  event.stopPropagation();
  if (form.dataset.saving) return;
  form.dataset.saving = "yes";
  try {
    await put(draft);
  } catch {
    /* a browser that keeps nothing, or is full */
    delete form.dataset.saving;
    if (isShell) say(words.full, "bad");
    else form.submit();
    return;
  }
  await save(draft);
  delete form.dataset.saving;
});

/* Back to the form, to put it right; saving again takes the place of what was kept. */
const open = (draft) => {
  form.reset();
  for (const [name, value] of draft.fields) {
    const field = form.elements[name];
    if (field instanceof RadioNodeList) for (const each of field) each.checked ||= each.value === value;
    else if (field) field.type === "checkbox" ? (field.checked = true) : (field.value = value);
  }
  form.dataset.key = draft.key;
  form.elements.story.focus();
};

const removed = async (draft) => {
  await drop(draft.key);
  await show(box, group);
  say(`${words.deleted} `);
  const undo = Object.assign(document.createElement("button"), { type: "button", className: "btn sm", textContent: words.undo });
  undo.addEventListener("click", async () => {
    await put(draft);
    await show(box, group);
    say("");
  });
  said.append(undo);
  undo.focus();
};

const clear = async () => {
  for (const { key } of await mine()) await drop(key);
  for (const name of await caches.keys()) await caches.delete(name);
  for (const worker of await navigator.serviceWorker.getRegistrations()) await worker.unregister();
  await show(box, group);
  say(words.cleared, "ok");
  said.focus();
};

box.addEventListener("click", async ({ target }) => {
  const does = target.closest("button")?.dataset.does;
  const key = target.closest("[data-key]")?.dataset.key;
  const draft = key && (await mine(group)).find((each) => each.key === key);
  if (does === "open" && draft) open(draft);
  if (does === "delete" && draft) await removed(draft);
  if (does === "retry" && draft) await sendWaiting({ key });
  if (does === "send") await sendWaiting();
  if (does === "clear") await clear();
});

/* The page that was kept is there because there was none, whatever the browser says. */
const offline = (isSo = isShell || !navigator.onLine) => {
  for (const sign of document.querySelectorAll("[data-no-signal]")) sign.hidden = !isSo;
};

const start = async () => {
  group = form.dataset.group || (await groupAt(slug)) || "";
  if (form.dataset.group) await knowGroup(slug, group);
  if (isShell) empty();
  if (isShell && !whose()) {
    form.hidden = true;
    return say(words.nobody, "warn");
  }
  offline();
  await show(box, group);
  await sendWaiting();
  if (!isShell && navigator.serviceWorker && form.dataset.worker) {
    await navigator.serviceWorker.register(form.dataset.worker);
    await navigator.serviceWorker.ready;
    document.documentElement.dataset.worker = "ready";
  }
  return undefined;
};

window.addEventListener("online", () => {
  offline();
  sendWaiting();
});
window.addEventListener("offline", () => offline());
document.addEventListener("visibilitychange", () => document.hidden || sendWaiting());
/* Back to a form that was saved: the browser kept it as it was, and another story must not take its key. */
window.addEventListener("pageshow", ({ persisted }) => persisted && form.dataset.key && empty());
start().catch(() => {});
