/* [data-sheet]: lines of a paper sheet. Enter saves a line and goes on; what could not be sent waits and is sent again, once. */
const sheet = document.querySelector("[data-sheet]");
const list = sheet?.querySelector("ol");
const waiting = [];
const saved = new WeakMap();
let busy = false;
let pause = 2000;
let timer;

const key = () => {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 15) | 64;
  bytes[8] = (bytes[8] & 63) | 128;
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("").replace(/(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
};
const cells = (form) => [...form.querySelectorAll("input:not([type=hidden])")];
const typed = (form) => cells(form).some((cell) => cell.value.trim());
const words = (form) => {
  const all = new URLSearchParams(new FormData(form));
  all.delete("csrfmiddlewaretoken");
  return all.toString();
};
/* Whoever signed in again in another tab has a new token, and the one of this page is stale. */
const post = (url, body) => {
  const token = document.cookie.match(/(?:^|; )(?:__Host-)?csrf=([^;]+)/)?.[1] ?? "";
  const headers = { "content-type": "application/x-www-form-urlencoded", "x-csrftoken": token, "hx-request": "true", "hx-target": "line" };
  return fetch(url, { method: "POST", body, headers });
};
const says = (text) => {
  sheet.querySelector("[data-sheet-says]").textContent = text;
};
const mark = (form, text) => {
  const chip = Object.assign(document.createElement("span"), { className: "chip warn", textContent: text });
  form.querySelector("[data-state]").replaceChildren(chip);
};
const trouble = (text) => {
  sheet.querySelector("[data-again] p").textContent = text;
};
const stopped = (text) => {
  for (const { form } of waiting) mark(form, sheet.dataset.waits);
  trouble(text);
};

const show = async (form, answer, sent) => {
  const box = document.createElement("template");
  box.innerHTML = answer.ok || answer.status === 422 ? await answer.text() : "";
  const got = box.content.querySelector("[data-line]");
  if (!got) return mark(form, sheet.dataset.refused);
  const state = got.querySelector("[data-state]");
  says(state.textContent.replace(/\s+/g, " "));
  form.querySelector("[data-state]").replaceChildren(...state.childNodes);
  if (!answer.ok) return;
  const number = got.querySelector("[data-number]").textContent;
  for (const place of form.querySelectorAll("[data-number]")) place.textContent = number;
  form.dataset.put = "";
  saved.set(form, sent);
};

/* A line that could not be taken out stays, and says why. */
const stays = async (form, answer) => {
  mark(form, sheet.dataset.refused);
  if (answer.status === 422) says(await answer.text());
};

const send = async ({ form, out }) => {
  const sent = words(form);
  const url = out ? form.querySelector("[data-take-out]").formAction : form.action;
  const answer = await post(url, sent).catch(() => null);
  if (!answer || answer.status >= 500) {
    stopped(sheet.dataset.lost);
    timer = setTimeout(pump, pause);
    pause = Math.min(2 * pause, 15000);
    return false;
  }
  if ([401, 403].includes(answer.status)) {
    stopped(sheet.dataset.out);
    return false;
  }
  waiting.shift();
  pause = 2000;
  if (out && answer.status === 204) form.parentElement.remove();
  else if (out) await stays(form, answer);
  else await show(form, answer, sent);
  /* changed while it was on its way, and left */
  if (!out && answer.ok && words(form) !== sent && !form.contains(document.activeElement)) want(form);
  return true;
};

const pump = async () => {
  clearTimeout(timer);
  if (busy) return;
  busy = true;
  while (waiting.length && (await send(waiting[0])));
  busy = false;
  if (!waiting.length) trouble("");
};

const want = (form, out = false) => {
  if (!waiting.some((each) => each.form === form && each.out === out)) waiting.push({ form, out });
  pump();
};

const save = (form) => {
  const who = form.elements.who;
  if (who && !who.value) who.value = "new";
  if (words(form) !== saved.get(form) && (typed(form) || "put" in form.dataset)) want(form);
};

const fresh = () => {
  const box = document.createElement("template");
  box.innerHTML = blank.html.replaceAll(blank.key, key());
  list.querySelector("#next")?.removeAttribute("id");
  list.append(box.content);
  return list.lastElementChild;
};
const go = (form, step, at = 0) => {
  const item = form.parentElement;
  const next = step > 0 ? item.nextElementSibling ?? fresh() : item.previousElementSibling;
  const cell = next && cells(next)[at];
  cell?.focus();
  cell?.scrollIntoView({ block: "nearest" });
};

const blank = sheet && { html: list.lastElementChild.outerHTML, key: list.lastElementChild.querySelector("[name=key]").value };
if (sheet) {
  sheet.dataset.live = "";
  for (const form of list.querySelectorAll("[data-put]")) saved.set(form, words(form));
  sheet.addEventListener("submit", (event) => {
    const form = event.target;
    event.preventDefault();
    if (event.submitter?.matches("[data-take-out]")) {
      go(form, 1);
      want(form, true);
    } else if (typed(form) || "put" in form.dataset) {
      save(form);
      go(form, 1);
    }
  });
  sheet.addEventListener("keydown", (event) => {
    const form = event.target.closest("[data-line]");
    if (!form || event.isComposing || event.defaultPrevented || !event.target.matches("input")) return;
    const back = event.key === "ArrowUp" || (event.key === "Enter" && event.shiftKey);
    if (!back && (event.key !== "ArrowDown" || form.parentElement === list.lastElementChild)) return;
    event.preventDefault();
    go(form, back ? -1 : 1, event.key === "Enter" ? 0 : cells(form).indexOf(event.target));
  });
  sheet.addEventListener("focusout", ({ target, relatedTarget }) => {
    const form = target.closest("[data-line]");
    if (form && "put" in form.dataset && !form.contains(relatedTarget)) save(form);
  });
  sheet.querySelector("[data-again] button").addEventListener("click", pump);
  window.addEventListener("online", pump);
  window.addEventListener("beforeunload", (event) => {
    const half = [...list.querySelectorAll("[data-line]:not([data-put])")].some(typed);
    if (waiting.length || half) event.preventDefault();
  });
  cells(list.lastElementChild)[0].focus();
}
