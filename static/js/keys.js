/* Single keys: "/" and "s" go to [data-search], "?" opens the keys of the page behind [data-help]. Not while someone
   types, and not in a browser where they were turned off (a cookie says so: see conversations/keys.py). */
const typing = (element) => element.isContentEditable || /^(input|textarea|select)$/i.test(element.tagName);
const off = () => /(^|; )keys=off(;|$)/.test(document.cookie);

const find = () => {
  const search = document.querySelector("[data-search]");
  search?.focus();
  search?.select();
  return search;
};

let sheet;
const load = async (address) => {
  const reply = await fetch(address);
  const page = new DOMParser().parseFromString(await reply.text(), "text/html");
  const keys = page.querySelector("[data-keys]");
  sheet = document.createElement("dialog");
  sheet.className = "card";
  sheet.setAttribute("aria-labelledby", "keys-title");
  keys.className = "stack";
  keys.querySelector("[method=dialog]").hidden = false;
  sheet.append(keys);
  document.body.append(sheet);
};
const help = async () => {
  const link = document.querySelector("[data-help]");
  const here = document.querySelector("main [data-keys]");
  if (here) return here.focus();
  if (!link) return;
  try {
    if (!sheet) await load(link.href);
  } catch {
    /* offline, or signed out meanwhile: the page itself says what is the matter */
    return location.assign(link.href);
  }
  sheet.open ? sheet.close() : sheet.showModal();
};

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target) || off()) return;
  if (event.key === "?") help();
  else if (!["/", "s"].includes(event.key) || sheet?.open || !find()) return;
  event.preventDefault();
});
