// A pop-up menu at a point of the screen. The browser closes it on Escape or a touch elsewhere (popover).

import { el } from "./dom.js";
import { icon } from "./icons.js";

const MARGIN = 8;

/** `items`: {name: icon, text, testid, run}. `anchor`: the element, or {x, y} of the pointer, it belongs to. */
export function showMenu(items, anchor) {
  const menu = el("div", { class: "menu", role: "menu", popover: "auto" });
  menu.append(...items.map((item) => menuItem(item, menu)));
  menu.addEventListener("toggle", (event) => event.newState === "closed" && menu.remove());
  menu.addEventListener("keydown", (event) => moveFocus(event, menu));
  document.body.append(menu);
  menu.showPopover();
  put(menu, anchor);
  menu.firstElementChild?.focus();
}

function menuItem({ name, text, testid, run }, menu) {
  const choose = () => {
    menu.hidePopover();
    run();
  };
  return el("button", { type: "button", class: "menu-item", role: "menuitem", testid, on: { click: choose } }, icon(name), text);
}

function put(menu, anchor) {
  const box = anchor instanceof Element ? anchor.getBoundingClientRect() : { left: anchor.x, bottom: anchor.y };
  const x = Math.min(box.left, innerWidth - menu.offsetWidth - MARGIN);
  const y = Math.min(box.bottom, innerHeight - menu.offsetHeight - MARGIN);
  menu.style.left = `${Math.max(MARGIN, x)}px`;
  menu.style.top = `${Math.max(MARGIN, y)}px`;
}

function moveFocus(event, menu) {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step) return;
  event.preventDefault();
  const items = [...menu.children];
  const index = items.indexOf(document.activeElement);
  items[(index + step + items.length) % items.length].focus();
}

const LONG_PRESS_MS = 500;
const STILL_PX = 10;

/** Calls `open(target, point)` on a right click, the menu key, or a finger that stays put. */
export function onLongPress(node, open) {
  let timer = 0;
  let start = null;
  const forget = () => clearTimeout(timer);
  node.addEventListener("contextmenu", (event) => {
    if (event.target.closest("a, video, textarea")) return;
    event.preventDefault();
    forget();
    if (!document.querySelector(".menu")) open(event.target, { x: event.clientX, y: event.clientY });
  });
  // Browsers of iPhones send no contextmenu event.
  node.addEventListener("pointerdown", (event) => {
    if (event.pointerType !== "touch" || event.target.closest("a, button, input, video")) return;
    start = { x: event.clientX, y: event.clientY };
    timer = setTimeout(() => !document.querySelector(".menu") && open(event.target, start), LONG_PRESS_MS);
  });
  node.addEventListener("pointermove", (event) => {
    if (start && Math.hypot(event.clientX - start.x, event.clientY - start.y) > STILL_PX) forget();
  });
  for (const end of ["pointerup", "pointercancel"]) node.addEventListener(end, forget);
}
