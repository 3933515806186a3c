// One message as it stands in the chat.

import { renderButtons } from "./buttons.js";
import { timeOf } from "./dates.js";
import { el } from "./dom.js";
import { renderText } from "./entities.js";
import { t } from "./i18n.js";
import { icon } from "./icons.js";
import { tokensIn } from "./invitations.js";
import { renderMedia, summary } from "./media.js";

/** `context`: userId, botName, botTitle, say, notices, personName, original(messageId), openMenu(message, node),
 * goTo(messageId), others(), invite(other, token). */
export function renderMessage(message, context) {
  const mine = message.from === "user";
  const bubble = el("div", { class: "bubble" }, quote(message, context), renderMedia(message),
    words(message, context), reactions(message), footer(message, mine), menuButton(message, context));
  return el("li", {
    class: `message ${mine ? "mine" : "theirs"}`, testid: "message",
    data: { messageId: message.message_id, from: mine ? "user" : "bot" },
  }, bubble, renderButtons(message, context), invitations(message, context));
}

// A text of one short line has its time beside it, as messengers do; longer ones below.
const SHORT = 28;

function words(message, context) {
  const text = message.text ?? message.caption ?? (isEmpty(message) ? t("message.unsupported") : "");
  if (!text) return null;
  const short = text.length <= SHORT && !text.includes("\n");
  const body = el("div", { class: short ? "text short" : "text", dir: "auto" });
  body.append(renderText(text, message.entities ?? message.caption_entities, context));
  return body;
}

const isEmpty = (message) => !message.file && !message.contact;

function reactions(message) {
  if (!message.reactions?.length) return null;
  return el("div", { class: "reactions" }, message.reactions.map((emoji) => el("span", { text: emoji })));
}

function quote(message, context) {
  if (!message.reply_to) return null;
  const original = context.original(message.reply_to.message_id) ?? message.reply_to;
  const who = original.from === "user" ? context.personName : context.botTitle;
  return el("button", { type: "button", class: "quote", on: { click: () => context.goTo(original.message_id) } },
    el("bdi", { class: "quote-who", text: who }),
    el("span", { class: "quote-text", dir: "auto", text: summary(original) }));
}

function footer(message, mine) {
  const edited = message.edited ? el("span", { text: t("chat.edited") }) : null;
  const time = el("time", { datetime: new Date(message.date * 1000).toISOString(), text: timeOf(message.date) });
  return el("div", { class: "foot" }, edited, time, mine ? icon("check") : null);
}

function menuButton(message, context) {
  const open = (event) => context.openMenu(message, event.currentTarget);
  return el("button", { type: "button", class: "menu-button", label: "message.menu", "aria-haspopup": "menu", on: { click: open } }, icon("chevron"));
}

/** Changes when the message has to be drawn again. */
export function versionOf(message, context) {
  const invited = invitationIn(message, context) ? context.others().map((other) => other.name) : [];
  return [message.seq, ...invited].join(" ");
}

/** The token, when the bot's message holds exactly one invitation. */
function invitationIn(message, context) {
  if (message.from === "user") return null;
  const addresses = (message.entities ?? []).map((entity) => entity.url ?? "");
  const tokens = tokensIn([message.text ?? "", ...addresses].join("\n"), context.botName);
  return tokens.length === 1 ? tokens[0] : null;
}

/** An invitation is for somebody else's phone: the other phones on this page are offered. */
function invitations(message, context) {
  const token = invitationIn(message, context);
  const others = token ? context.others() : [];
  if (others.length === 0) return null;
  return el("div", { class: "invite" }, el("span", { text: t("message.invitation") }), others.map((other) =>
    el("button", { type: "button", class: "chip", testid: "invite-phone", on: { click: () => context.invite(other, token) } },
      icon(other.role), el("bdi", { text: other.name }))));
}

/** A message that is still on its way, or that the server did not take. */
export function renderPending(entry, { retry, discard }) {
  const { draft, state } = entry;
  const failed = state === "failed";
  const foot = failed
    ? el("div", { class: "foot failed", role: "alert" }, el("span", { text: t("message.failed"), title: entry.reason }))
    : el("div", { class: "foot" }, icon("clock"), el("span", { text: t("message.pending") }));
  const bubble = el("div", { class: "bubble" },
    draft.kind ? el("div", { class: "card" }, el("span", { class: "file-kind" }, icon(PENDING_ICONS[draft.kind])), el("bdi", { text: draft.name })) : null,
    el("div", { class: "text short", dir: "auto", text: draft.text ?? draft.caption ?? draft.contact?.phone_number ?? "" }), foot);
  const actions = failed && el("div", { class: "invite" },
    el("button", { type: "button", class: "chip", testid: "retry", on: { click: retry } }, icon("retry"), t("message.retry")),
    el("button", { type: "button", class: "chip", testid: "discard", on: { click: discard } }, icon("close"), t("message.discard")));
  return el("li", { class: "message mine pending", testid: "message-pending", data: { state } }, bubble, actions);
}

const PENDING_ICONS = { voice: "mic", photo: "image", video: "play", document: "file" };
