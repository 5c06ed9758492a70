/* form[data-log]: Save keeps the conversation on this phone first, says so, and sends it when there is signal. */
import { empty, fill, form, isShell, newKey, read } from "./form.js";
import { send } from "./queue.js";
import { show as list, valueOf } from "./list.js";
import { all, drop, forgetGroups, groupAt, knowGroup, mine, put, whose } from "./store.js";

const RETRY = 30_000;
const box = document.querySelector("[data-drafts]");
const said = document.querySelector("[data-drafts-said]");
const words = said.dataset;
const slug = location.pathname.split("/")[2];
/* Whose page this is. Who signs out or in beside it, in another tab, becomes neither its writer nor its reader. */
const writer = whose();
let group = form.dataset.group ?? "";
let again = 0;

/* what stands in the form above, as the site has sent it back, does not stand in the list as well */
const show = () => list(box, group, form.elements.draft_key?.value);

const say = (text, kind = "") => {
  said.className = text ? `note ${kind}` : "";
  said.textContent = text;
};

const sayAnswer = (state, n) => {
  const link = Object.assign(document.createElement("a"), { href: location.pathname, textContent: words.signinLink });
  if (state === "signin") {
    say(`${words.signin} `, "warn");
    said.append(link);
  } else if (["gone", "maynot"].includes(state) && isShell) {
    form.hidden = true;
    offline(false);
    say(box.dataset[`why_${state}`], "bad");
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
  const left = await show();
  if (sent.length) {
    saySent(sent);
    offline(false);
  } else sayAnswer(state, left);
  if (state === "nosignal") later();
};

const written = (button) => ({ key: newKey(), whose: writer, group, slug, written: new Date().toISOString(), ...read(button) });

const isWritten = (draft) =>
  valueOf(draft, "story").trim() && (valueOf(draft, "person").trim() || valueOf(draft, "member") || valueOf(draft, "given_name").trim());

const sayKept = async () => {
  empty();
  await show();
  say(words.kept, "ok");
  said.scrollIntoView({ block: "nearest" });
};

/* What the form's own page says beside each field; what is in the way otherwise, no page of the form could tell. */
const isOfTheForm = (why) => !isShell && why.every((each) => !(`why_${each}` in box.dataset));

const refused = async (draft) => {
  form.dataset.replaces = draft.key;
  if (isOfTheForm(draft.why)) {
    /* It stays here until the site has kept it: the way there may break. */
    form.elements.draft_key.value = draft.key;
    form.submit();
    return true;
  }
  await show();
  say(draft.why.map((why) => box.dataset[`why_${why}`] ?? why).join(" "), "bad");
  return false;
};

/* Whether the page is left now: then nothing on it is saved any more. */
const save = async (draft) => {
  say(words.sending);
  if (whose() !== writer) {
    await sayKept();
    sayAnswer("signin");
    return false;
  }
  if (!navigator.onLine) {
    await sayKept();
    return false;
  }
  const { state, sent } = await send({ group, slug, key: draft.key, fresh: !isShell });
  if (sent[0]) {
    form.dataset.saved = "yes";
    location.assign(sent[0].url);
    return true;
  }
  const kept = (await mine(group)).find(({ key }) => key === draft.key);
  if (kept?.why) return refused(kept);
  await sayKept();
  sayAnswer(state, (await mine(group)).length);
  if (state === "nosignal") later();
  return false;
};

/* Under a key of its own: under the old one the site may have the words as they were. */
const keep = async (draft) => {
  await put(draft, form.dataset.replaces);
  form.dataset.replaces = draft.key;
};

/* Why this is not for the phone to keep; then the form is sent as any form, where that can do no harm. */
const inTheWay = (draft) => (writer ? !isWritten(draft) && words.needs : words.nobody);

form.addEventListener("submit", async (event) => {
  /* Without a way to the site the page that says so would take the place of all that was typed. */
  const isStuck = isShell || !navigator.onLine;
  const stop = () => {
    event.preventDefault();
    event.stopPropagation();
  };
  /* other buttons of the form ask the server something */
  if (event.submitter?.matches("[name]:not([name=another]), [formaction]")) return isStuck && stop();
  const draft = written(event.submitter);
  const way = inTheWay(draft);
  if (way) {
    if (isStuck) stop();
    return isStuck && say(way, "bad");
  }
  stop();
  if (form.dataset.saving) return undefined;
  form.dataset.saving = "yes";
  try {
    await keep(draft);
  } catch {
    /* a browser that keeps nothing, or is full */
    delete form.dataset.saving;
    return isStuck ? say(words.full, "bad") : form.submit();
  }
  /* it is kept, whatever comes in between */
  const isLeft = await save(draft).catch(() => say(words.kept, "ok"));
  if (!isLeft) delete form.dataset.saving;
  return undefined;
});

const removed = async (draft) => {
  await drop(draft.key);
  await show();
  say(`${words.deleted} `);
  const undo = Object.assign(document.createElement("button"), { type: "button", className: "btn sm", textContent: words.undo });
  undo.addEventListener("click", async () => {
    await put(draft);
    await show();
    say("");
  });
  said.append(undo);
  undo.focus();
};

const clear = async () => {
  for (const { key } of await mine()) await drop(key);
  /* somebody else's wait here for them, and need the page that was kept */
  if (!(await all()).length) {
    await forgetGroups();
    for (const name of (await globalThis.caches?.keys()) ?? []) await caches.delete(name);
    for (const worker of (await navigator.serviceWorker?.getRegistrations()) ?? []) await worker.unregister();
  }
  await show();
  say(words.cleared, "ok");
  said.focus();
};

const askToClear = async () => {
  const n = (await mine()).length;
  if (!n) return clear();
  say(`${words.clears.replace("%s", n)} `, "warn");
  const sure = Object.assign(document.createElement("button"), { type: "button", className: "btn sm", textContent: words.sure });
  sure.addEventListener("click", clear);
  said.append(sure);
  return sure.focus();
};

document.querySelector("[data-clear]").addEventListener("click", askToClear);
box.addEventListener("click", async ({ target }) => {
  const does = target.closest("button")?.dataset.does;
  const key = target.closest("[data-key]")?.dataset.key;
  const draft = key && (await mine(group)).find((each) => each.key === key);
  if (does === "open" && draft) {
    fill(draft);
    await show();
    form.elements.story.focus();
  }
  if (does === "delete" && draft) await removed(draft);
  if (does === "retry" && draft) await sendWaiting({ key });
  if (does === "send") await sendWaiting();
});

/* The page that was kept is there because there was none, whatever the browser says. */
const offline = (isSo = isShell || !navigator.onLine) => {
  for (const sign of document.querySelectorAll("[data-no-signal]")) sign.hidden = !isSo;
};

/* The page of the site with what it could not take: saving it takes the place of what is kept here of it. */
const goOn = async () => {
  const key = form.elements.draft_key?.value;
  if (key && (await mine(group)).some((draft) => draft.key === key)) form.dataset.replaces = key;
};

const start = async () => {
  if (isShell && !writer) {
    form.hidden = true;
    return say(words.nobody, "warn");
  }
  group ||= (await groupAt(slug)) ?? "";
  if (form.dataset.group) await knowGroup(slug, group);
  if (isShell) {
    empty();
    for (const button of form.querySelectorAll("button:disabled")) button.disabled = false;
  }
  document.querySelector("[data-clear]").hidden = false;
  offline();
  await goOn();
  await show();
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
/* Back to the form: the browser kept it as it was, and what was saved is not to be saved once more. */
window.addEventListener("pageshow", ({ persisted }) => {
  if (!persisted) return;
  delete form.dataset.saving;
  if (form.dataset.saved) empty();
});
start().catch(() => isShell && say(words.full, "bad"));
