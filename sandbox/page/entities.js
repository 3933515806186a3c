// A message's text with Telegram's entities (UTF-16 offsets, as JavaScript counts) as elements.
// Text only ever becomes text nodes, and only addresses with a known scheme become links.

import { el } from "./dom.js";
import { startCommand, tokensIn } from "./invitations.js";
import { t } from "./i18n.js";

const SAFE_SCHEMES = new Set(["http:", "https:", "mailto:", "tel:"]);
const SIMPLE_TAGS = { bold: "strong", italic: "em", underline: "u", strikethrough: "s", code: "code" };

/** `context`: botName, and say(text), which sends a text as the person whose phone this is. */
export function renderText(text, entities, context) {
  const fragment = document.createDocumentFragment();
  const known = [...(entities ?? []), ...detected(text, entities ?? [])];
  known.sort((a, b) => a.offset - b.offset || b.length - a.length);
  fill(fragment, { text, from: 0, to: text.length }, known, context);
  return fragment;
}

function fill(parent, { text, from, to }, entities, context) {
  let at = from;
  let rest = entities;
  while (rest.length > 0) {
    const [first, ...others] = rest;
    const start = Math.max(first.offset, at);
    const end = Math.min(first.offset + first.length, to);
    if (start < end) {
      parent.append(text.slice(at, start));
      const node = wrap(first, text.slice(start, end), context);
      fill(node, { text, from: start, to: end }, others.filter((entity) => entity.offset < end), context);
      parent.append(isBlock(first) && needsToggle(node) ? withToggle(first, node) : node);
      // A block starts a new line by itself; the line feed behind it would show as an empty line.
      at = isBlock(first) && text[end] === "\n" ? end + 1 : end;
    }
    rest = others.filter((entity) => entity.offset >= end);
  }
  parent.append(text.slice(at, to));
}

function wrap(entity, words, context) {
  const simple = SIMPLE_TAGS[entity.type];
  if (simple) return el(simple);
  const builder = BUILDERS[entity.type];
  return builder ? builder(entity, words, context) : el("span");
}

const BUILDERS = {
  pre: () => el("pre", { dir: "auto" }),
  blockquote: () => el("blockquote", { dir: "auto" }),
  expandable_blockquote: () => el("blockquote", { dir: "auto", class: "folded" }),
  spoiler: () => spoiler(),
  url: (entity, words, context) => link(/^[a-z][a-z\d+.-]*:/i.test(words) ? words : `https://${words}`, context),
  text_link: (entity, words, context) => link(entity.url, context),
  email: (entity, words, context) => link(`mailto:${words}`, context),
  phone_number: (entity, words, context) => link(`tel:${words.replace(/[^\d+]/g, "")}`, context),
  bot_command: (entity, words, context) =>
    el("button", { type: "button", class: "link", on: { click: () => context.say(words) } }),
  mention: () => el("span", { class: "mention" }),
  hashtag: () => el("span", { class: "mention" }),
};

function link(address, context) {
  const [token] = tokensIn(address, context.botName);
  if (token) return invitation(address, token, context);
  if (!URL.canParse(address) || !SAFE_SCHEMES.has(new URL(address).protocol)) return el("span");
  return el("a", { href: address, target: "_blank", rel: "noopener noreferrer" });
}

function invitation(address, token, context) {
  const open = (event) => {
    event.preventDefault();
    context.say(startCommand(token));
  };
  return el("a", { href: address, class: "invitation", testid: "invitation-link", on: { click: open } });
}

function spoiler() {
  const node = el("span", { class: "spoiler", role: "button", tabindex: "0", "aria-label": t("message.spoiler") });
  const show = (event) => {
    if (event.type === "keydown" && event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    for (const name of ["role", "tabindex", "aria-label"]) node.removeAttribute(name);
    node.classList.add("shown");
  };
  node.addEventListener("click", show, { once: true });
  node.addEventListener("keydown", show);
  return node;
}

const isBlock = (entity) => entity.type === "pre" || entity.type.endsWith("blockquote");
const FOLDED_LINES = 3;
const LONG_LINE = 45;

function needsToggle(node) {
  if (!node.classList.contains("folded")) return false;
  const lines = node.textContent.split("\n").reduce((sum, line) => sum + Math.ceil((line.length + 1) / LONG_LINE), 0);
  return lines > FOLDED_LINES;
}

function withToggle(entity, quote) {
  const button = el("button", { type: "button", class: "link fold", "aria-expanded": "false", word: "message.expand" });
  button.addEventListener("click", () => {
    const folded = quote.classList.toggle("folded");
    button.setAttribute("aria-expanded", String(!folded));
    button.dataset.word = folded ? "message.expand" : "message.collapse";
    button.textContent = t(button.dataset.word);
  });
  return el("div", { class: "foldable" }, quote, button);
}

const ADDRESS = /https?:\/\/[^\s<>"«»\u2066-\u2069]+[^\s<>"«»\u2066-\u2069.,;:!?)]/g;
const COMMAND = /(?<=^|\s)\/[a-z]\w{0,31}(?=$|[\s.,;:!?])/g;

/** Addresses and commands that came without an entity: Telegram's own apps make them clickable as well. */
function detected(text, entities) {
  const free = (match) => !entities.some((entity) =>
    match.index < entity.offset + entity.length && entity.offset < match.index + match[0].length
    && !["bold", "italic", "underline", "blockquote", "expandable_blockquote", "spoiler"].includes(entity.type));
  const found = (pattern, type) => [...text.matchAll(pattern)].filter(free)
    .map((match) => ({ type, offset: match.index, length: match[0].length }));
  return [...found(ADDRESS, "url"), ...found(COMMAND, "bot_command")];
}
