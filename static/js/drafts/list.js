/* What waits on this phone, as a list: kind, name as it was typed, day, story, next step; why one was refused. */
import { all, drop, mine, put, whose } from "./store.js";

const DAY = 24 * 3600 * 1000;
const KEPT_DAYS = 30;
const WARNED_DAYS_BEFORE = 7;
/* Whose phone lay in a drawer gets the warning too. */
const AFTER_WARNING_DAYS = 3;
/* Nobody here can be warned of what others wrote on this phone, or oneself in a group whose page does not open any more. */
const OTHERS_DAYS = KEPT_DAYS + WARNED_DAYS_BEFORE;
const ELSEWHERE_DAYS = 2 * KEPT_DAYS;

export const valueOf = (draft, name) => draft.fields.find(([field]) => field === name)?.[1] ?? "";
const dayOf = (moment) => new Date(moment).toLocaleDateString(document.documentElement.lang, { day: "numeric", month: "long" });
const nameOf = (draft) => draft.who || valueOf(draft, "person") || valueOf(draft, "given_name");

const goesOn = (draft) => {
  const old = new Date(draft.written).getTime() + KEPT_DAYS * DAY;
  return draft.warned ? Math.max(old, draft.warned + AFTER_WARNING_DAYS * DAY) : old;
};

/* Take away what is older than 30 days and was announced; announce what will be. */
const grownOld = async (drafts, now) => {
  const left = [];
  for (const draft of drafts) {
    const isWarned = draft.warned && now > goesOn(draft);
    const isOld = now > new Date(draft.written).getTime() + (KEPT_DAYS - WARNED_DAYS_BEFORE) * DAY;
    if (isWarned) await drop(draft.key);
    else if (isOld && !draft.warned) left.push({ ...draft, warned: now });
    else left.push(draft);
    if (!isWarned && isOld && !draft.warned) await put(left.at(-1));
  }
  return left;
};

const letGo = async (group, now) => {
  for (const draft of await all()) {
    const isMine = draft.whose === whose();
    if (isMine && draft.group === group) continue;
    const days = isMine ? ELSEWHERE_DAYS : OTHERS_DAYS;
    if (now > new Date(draft.written).getTime() + days * DAY) await drop(draft.key);
  }
};

const nextStep = (draft, words) =>
  [
    ["said_yes", "said_yes_by", words.saidYes],
    ["owe", "owe_by", words.owe],
  ]
    .filter(([what]) => valueOf(draft, what))
    .map(([what, by, word]) => [`${word} ${valueOf(draft, what)}`, valueOf(draft, by)].filter(Boolean).join(", "))
    .join(". ");

/* in the words of the form above the list */
const kindOf = (draft) => {
  const option = document.querySelector(`[name=kind] [value="${CSS.escape(valueOf(draft, "kind"))}"], [name=kind][value="${CSS.escape(valueOf(draft, "kind"))}"]`);
  return (option?.closest("label") ?? option)?.textContent.trim() ?? "";
};

const line = (draft, shape, words) => {
  const made = shape.content.cloneNode(true);
  const fill = (part, text) => {
    const place = made.querySelector(`[data-part=${part}]`);
    place.textContent = text;
    place.hidden = !text;
  };
  const day = valueOf(draft, "on");
  fill("about", [kindOf(draft), day && dayOf(`${day}T12:00`)].filter(Boolean).join(", "));
  fill("name", nameOf(draft));
  fill("story", valueOf(draft, "story"));
  fill("next", nextStep(draft, words));
  fill("why", (draft.why ?? []).map((why) => words[`why_${why}`] ?? why).join(" "));
  fill("goes", draft.warned ? words.goes.replace("%s", dayOf(goesOn(draft))) : "");
  made.querySelector("li").dataset.key = draft.key;
  for (const button of made.querySelectorAll("button")) button.setAttribute("aria-describedby", `draft-${draft.key}`);
  made.querySelector("[data-part=name]").id = `draft-${draft.key}`;
  return made;
};

/* Show them, but for one that stands elsewhere on the page; returns how many there are. */
export const show = async (box, group, elsewhere) => {
  const now = Date.now();
  await letGo(group, now);
  const drafts = (await grownOld(await mine(group), now)).filter(({ key }) => key !== elsewhere);
  const shape = box.querySelector("template");
  const focused = document.activeElement?.closest("[data-key]")?.dataset.key;
  box.querySelector("[data-list]").replaceChildren(...drafts.map((draft) => line(draft, shape, box.dataset)));
  if (focused && !box.contains(document.activeElement)) box.querySelector("h2").focus();
  box.hidden = drafts.length === 0;
  return drafts.length;
};
