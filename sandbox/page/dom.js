// Small helpers to build elements. Text always goes in as text nodes, never as markup.

import { t } from "./i18n.js";

/**
 * Builds an element. Besides plain attributes it understands:
 * `text`; `word` (a dictionary key, translated again when the language changes); `label` (the same for the
 * accessible name and the tooltip); `placeholderWord`; `testid`; `on` (event listeners); `data` (dataset).
 */
export function el(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === null || value === false) continue;
    (special[name] ?? plain(name))(node, value);
  }
  node.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return node;
}

const special = {
  text: (node, value) => { node.textContent = value; },
  word: (node, key) => { node.dataset.word = key; node.textContent = t(key); },
  label: (node, key) => { node.dataset.label = key; applyLabel(node); },
  placeholderWord: (node, key) => { node.dataset.placeholder = key; applyPlaceholder(node); },
  testid: (node, value) => { node.dataset.testid = value; },
  data: (node, values) => { Object.assign(node.dataset, values); },
  on: (node, listeners) => {
    for (const [event, listener] of Object.entries(listeners)) node.addEventListener(event, listener);
  },
};

const plain = (name) => (node, value) => node.setAttribute(name, value === true ? "" : value);

function applyLabel(node) {
  node.setAttribute("aria-label", t(node.dataset.label));
  node.title = t(node.dataset.label);
}

function applyPlaceholder(node) {
  node.placeholder = t(node.dataset.placeholder);
}

/** Puts the words of the current language on everything below `root` that was built with a dictionary key. */
export function translate(root) {
  for (const node of root.querySelectorAll("[data-word]")) node.textContent = t(node.dataset.word);
  for (const node of root.querySelectorAll("[data-label]")) applyLabel(node);
  for (const node of root.querySelectorAll("[data-placeholder]")) applyPlaceholder(node);
}

/** Makes `parent` hold exactly `wanted`, moving only what is out of place: a video that plays goes on playing. */
export function place(parent, wanted) {
  const kept = new Set(wanted);
  for (const child of [...parent.children]) if (!kept.has(child)) child.remove();
  wanted.forEach((node, index) => {
    if (parent.children[index] !== node) parent.insertBefore(node, parent.children[index] ?? null);
  });
}

/** Shows a count on a badge, or hides the badge when there is nothing to count. */
export function setBadge(badge, count) {
  badge.textContent = count > 99 ? "99+" : String(count);
  badge.hidden = count === 0;
}
