// A pop-up menu at a point of the screen.

import { el } from "./dom.js";
import { icon } from "./icons.js";

const MARGIN = 8;

/** `items`: {name: icon, text, testid, run}. `anchor`: the element, or {x, y} of the pointer, it belongs to. */
export function showMenu(items, anchor) {
  const before = document.activeElement;
  const outside = new AbortController();
  const menu = el("div", { class: "menu", role: "menu" });
  const close = () => {
    outside.abort();
    menu.remove();
    before?.focus({ preventScroll: true });
  };
  menu.append(...items.map((item) => menuItem(item, close)));
  menu.addEventListener("keydown", (event) => onKey(event, menu, close));
  document.body.append(menu);
  put(menu, anchor);
  menu.firstElementChild.focus();
  // The browser's own light dismissal would also take the end of a long press for a touch elsewhere.
  const dismiss = (event) => menu.contains(event.target) || close();
  document.addEventListener("pointerdown", dismiss, { capture: true, signal: outside.signal });
}

function menuItem({ name, text, testid, run }, close) {
  const choose = () => {
    close();
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

function onKey(event, menu, close) {
  if (event.key === "Escape" || event.key === "Tab") {
    event.preventDefault();
    return close();
  }
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step) return undefined;
  event.preventDefault();
  const items = [...menu.children];
  const index = items.indexOf(document.activeElement);
  return items[(index + step + items.length) % items.length].focus();
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
