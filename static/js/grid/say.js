/* What the grid says: read out, and shown at the foot of the window until the next thing happens. */
import { make } from "./cells.js";

const region = make("div", { class: "said", role: "status", id: "grid-said" });
document.body.append(region);

export const say = (text, { bad = false, link = "" } = {}) => {
  region.classList.toggle("bad", bad);
  region.replaceChildren(...(text ? [link ? make("a", { href: link }, text) : text] : []));
};
export const sayAll = (lines, options) => {
  say(lines[0], options);
  region.append(...lines.slice(1).map((line) => make("p", {}, line)));
};
