// Who is who, in one sentence each, until it is dismissed.

import { el } from "./dom.js";
import { icon } from "./icons.js";
import { ROLES } from "./people.js";

const KEY = "sandbox.intro";

/** The strip itself and the button that brings it back. */
export function intro() {
  const open = el("button", { type: "button", class: "round quiet", testid: "intro-open", label: "intro.open" }, icon("help"));
  const close = el("button", { type: "button", class: "round quiet small", testid: "intro-close", label: "intro.close" }, icon("close"));
  const strip = el("section", { class: "intro", testid: "intro", label: "intro.title" }, ROLES.map(card), close);
  strip.removeAttribute("title");
  const show = (shown) => {
    strip.hidden = !shown;
    open.hidden = shown;
    remember(shown);
  };
  close.addEventListener("click", () => show(false));
  open.addEventListener("click", () => show(true));
  show(remembered());
  return { strip, open };
}

function card(role) {
  return el("p", { class: "intro-card", data: { role } }, el("span", { class: "sign" }, icon(role)),
    el("span", {}, el("b", { word: `role.${role}` }), el("br"), el("span", { word: `intro.${role}` })));
}

function remember(shown) {
  try { localStorage.setItem(KEY, shown ? "shown" : "hidden"); } catch { /* private mode: shown each time */ }
}

function remembered() {
  try { return localStorage.getItem(KEY) !== "hidden"; } catch { return true; }
}
