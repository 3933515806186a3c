// The scrolling list of one person's messages.

import { renderMessage, renderPending, versionOf } from "./bubble.js";
import { dayKey, dayWords } from "./dates.js";
import { el, place, setBadge } from "./dom.js";
import { t } from "./i18n.js";
import { icon } from "./icons.js";

// This close to the end (in pixels) counts as reading the end.
const NEAR_END = 90;
// So long after a tap (in milliseconds) what arrives is taken for its answer and shown, wherever one reads.
const ANSWER_MS = 10_000;
const MARGIN = 8;

export class Conversation {
  #list = el("ol", { class: "messages", role: "log", "aria-live": "polite", label: "chat.messages", tabindex: "0" });
  #more = el("span", { class: "badge", hidden: true });
  #down = el("button", { type: "button", class: "round to-end", label: "chat.latest", hidden: true }, icon("down"), this.#more);
  #nodes = new Map();
  #atEnd = true;
  #news = 0;
  #tappedAt = -Infinity;

  constructor() {
    this.element = el("div", { class: "conversation" }, this.#list, this.#down);
    this.#list.removeAttribute("title");
    this.#list.addEventListener("scroll", () => this.#noticePosition(), { passive: true });
    this.#down.addEventListener("click", () => this.scrollToEnd(true));
    this.#list.addEventListener("click", ({ target }) => {
      if (target.closest("[data-testid=inline-button]")) this.#tappedAt = performance.now();
    });
    // The on-screen keyboard or a new width must not push the end out of sight.
    const stick = new ResizeObserver(() => this.#atEnd && this.scrollToEnd());
    stick.observe(this.#list);
  }

  /** Forgets what is drawn: another person, or another language. */
  reset() {
    this.#nodes.clear();
    this.#list.replaceChildren();
    this.#atEnd = true;
    this.#news = 0;
  }

  draw(chat, context, { sent = false } = {}) {
    const nodes = new Map();
    const wanted = [...this.#messageNodes(chat, context, nodes), ...this.#pendingNodes(chat, context, nodes)];
    const arrived = [...nodes.keys()].filter((key) => !this.#nodes.has(key) && key.startsWith("message"));
    const answered = arrived.length > 0 && performance.now() - this.#tappedAt < ANSWER_MS;
    const follows = sent || this.#atEnd || answered;
    const first = this.#nodes.size > 0 ? nodes.get(arrived[0])?.node : null;
    this.#news = follows ? 0 : this.#news + arrived.length;
    this.#nodes = nodes;
    place(this.#list, wanted.length > 0 ? wanted : [this.#emptyState(context)]);
    if (follows) this.scrollToEnd();
    if (follows && first) this.#backTo(first);
    this.#showPosition();
  }

  /** A message longer than the screen is read from its beginning. */
  #backTo(node) {
    const hidden = this.#list.getBoundingClientRect().top - node.getBoundingClientRect().top;
    if (hidden <= 0) return;
    this.#list.scrollBy({ top: -hidden - MARGIN, behavior: "instant" });
    // The scroll event comes too late for what is drawn in the same moment.
    this.#noticePosition();
  }

  #messageNodes(chat, context, nodes) {
    const wanted = [];
    let day = null;
    for (const message of chat.inOrder) {
      if (dayKey(message.date) !== day) {
        day = dayKey(message.date);
        wanted.push(this.#keep(`day ${day}`, "", nodes, () => daySeparator(message.date)));
      }
      const key = `message ${message.message_id}`;
      wanted.push(this.#keep(key, versionOf(message, context), nodes, () => renderMessage(message, context)));
    }
    return wanted;
  }

  #pendingNodes(chat, context, nodes) {
    return chat.pending.map((entry) => this.#keep(`pending ${entry.localId}`, entry.state, nodes, () =>
      renderPending(entry, { retry: () => context.retry(entry), discard: () => context.discard(entry) })));
  }

  /** The node already drawn for this key and version, else a new one. */
  #keep(key, version, nodes, build) {
    const known = this.#nodes.get(key);
    const kept = known?.version === version ? known : { version, node: build() };
    nodes.set(key, kept);
    return kept.node;
  }

  #emptyState(context) {
    return el("li", { class: "empty" }, el("p", { text: t("chat.empty") }),
      el("button", { type: "button", class: "primary", testid: "start", text: t("chat.start"), on: { click: () => context.say("/start") } }));
  }

  goTo(messageId) {
    const node = this.#nodes.get(`message ${messageId}`)?.node;
    if (!node) return;
    node.scrollIntoView({ block: "center", behavior: motion() });
    node.classList.remove("pointed");
    requestAnimationFrame(() => node.classList.add("pointed"));
  }

  scrollToEnd(smooth = false) {
    this.#list.scrollTo({ top: this.#list.scrollHeight, behavior: smooth ? motion() : "instant" });
  }

  #noticePosition() {
    const { scrollHeight, scrollTop, clientHeight } = this.#list;
    this.#atEnd = scrollHeight - scrollTop - clientHeight < NEAR_END;
    if (this.#atEnd) this.#news = 0;
    this.#showPosition();
  }

  #showPosition() {
    this.#down.hidden = this.#atEnd;
    setBadge(this.#more, this.#news);
  }
}

const motion = () => (matchMedia("(prefers-reduced-motion: reduce)").matches ? "instant" : "smooth");

function daySeparator(seconds) {
  return el("li", { class: "day" }, el("span", { text: dayWords(seconds) }));
}
