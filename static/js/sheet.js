/* The list of keys, taken from the page of help when "?" is pressed for the first time. */
let sheet;

const load = async (address) => {
  const page = new DOMParser().parseFromString(await (await fetch(address)).text(), "text/html");
  const keys = page.querySelector("[data-keys]");
  const made = document.createElement("dialog");
  made.className = "card";
  made.setAttribute("aria-labelledby", "keys-title");
  keys.className = "stack";
  keys.querySelector("[method=dialog]").hidden = false;
  made.append(keys);
  document.body.append(made);
  return made;
};

export const toggle = async (address) => {
  const here = document.querySelector("main [data-keys]");
  if (here) {
    here.focus();
    return;
  }
  try {
    sheet ??= await load(address);
  } catch {
    /* offline, or signed out meanwhile: the page itself says what is the matter */
    location.assign(address);
    return;
  }
  if (sheet.open) sheet.close();
  else sheet.showModal();
};
