/* Sends what waits, one after the other and each once: the server knows a key it has had. */
import { drop, mine, put, token, whose } from "./store.js";

const PATIENCE = 8000;
export const addressOf = (slug) => `/o/${slug}/conversations/drafts/receive/`;

const ask = async (address, more = {}) => {
  try {
    return await fetch(address, {
      ...more,
      redirect: "manual",
      cache: "no-store",
      headers: { Accept: "application/json" },
      signal: AbortSignal.timeout?.(PATIENCE),
    });
  } catch {
    return { status: 0, type: "error" };
  }
};

/* Whether it is the right person's turn to send here: "ready", or what is in the way. */
const inTheWay = async (address) => {
  const answer = await ask(address);
  if (answer.type === "opaqueredirect" || answer.status === 401) return "signin";
  if (answer.status === 404) return "gone";
  if (answer.status === 403) return "maynot";
  if (answer.status !== 200) return "nosignal";
  const said = await answer.json().catch(() => ({}));
  return said.whose === whose() ? "ready" : "signin";
};

const post = async (draft, isFresh) => {
  const body = new URLSearchParams(draft.fields);
  const about = { draft_key: draft.key, whose: draft.whose, written: draft.written, csrfmiddlewaretoken: token() };
  for (const [name, value] of Object.entries(about)) body.set(name, value);
  if (isFresh) body.set("fresh", "yes");
  const answer = await ask(addressOf(draft.slug), { method: "POST", body });
  if (answer.status === 200) {
    const said = await answer.json().catch(() => ({ state: "nosignal" }));
    /* somebody else signed in this very moment */
    return said.state === "other" ? { state: "signin" } : said;
  }
  if (answer.status === 413) return { state: "refused", why: ["toolong"] };
  if (answer.status === 404) return { state: "refused", why: ["gone"] };
  /* the form's token was not taken */
  if ([401, 403].includes(answer.status) || answer.type === "opaqueredirect") return { state: "signin" };
  if (answer.status >= 400 && answer.status < 500) return { state: "refused", why: ["notread"] };
  return { state: "nosignal" };
};

const sendOne = async (draft, isFresh) => {
  const answer = await post(draft, isFresh);
  if (answer.state === "refused") await put({ ...draft, why: answer.why });
  else if (answer.url) await drop(draft.key);
  return answer;
};

const sendAll = async ({ group, slug, key, fresh = false }) => {
  const said = { state: "ready", sent: [] };
  const drafts = (await mine(group)).filter((draft) => (key ? draft.key === key : !draft.why));
  for (const draft of drafts) {
    const here = { ...draft, slug: slug ?? draft.slug };
    const way = await inTheWay(addressOf(here.slug));
    if (way === "gone" || way === "maynot") {
      await put({ ...draft, why: [way] });
      said.state = way;
      continue;
    }
    const answer = way === "ready" ? await sendOne(here, fresh) : { state: way };
    if (answer.url) said.sent.push({ ...answer, fields: draft.fields });
    said.state = answer.url ? "ready" : answer.state;
    if (["signin", "nosignal"].includes(said.state)) break;
  }
  return said;
};

/* `{group}`: what waits in it; `{key}`: one, though it was refused before; `fresh`: whoever wrote it sees the form, and is
   asked there. Never two at once, in however many tabs. */
export const send = (which) =>
  navigator.locks ? navigator.locks.request("conversations", () => sendAll(which)) : sendAll(which);
