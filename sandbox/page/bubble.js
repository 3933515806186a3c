// One message as it stands in the chat.

import { renderButtons } from "./buttons.js";
import { timeOf } from "./dates.js";
import { el } from "./dom.js";
import { renderText } from "./entities.js";
import { t } from "./i18n.js";
import { icon } from "./icons.js";
import { tokensIn } from "./invitations.js";
import { renderMedia, summary } from "./media.js";

/** `context`: userId, botName, botTitle, say, notices, openMenu(message, node), goTo(messageId), others(), invite(…). */
export function renderMessage(message, context) {
  const mine = message.from?.id === context.userId;
  const bubble = el("div", { class: "bubble" }, quote(message, context), renderMedia(message, context.userId),
    words(message, context), footer(message, mine), menuButton(message, context));
  return el("li", {
    class: `message ${mine ? "mine" : "theirs"}`, testid: "message",
    data: { messageId: message.message_id, from: mine ? "user" : "bot" },
  }, bubble, renderButtons(message, context), invitations(message, context));
}

function words(message, context) {
  const text = message.text ?? message.caption;
  if (!text) return null;
  const body = el("div", { class: "text", dir: "auto" });
  body.append(renderText(text, message.entities ?? message.caption_entities, context));
  return body;
}

function quote(message, context) {
  const original = message.reply_to_message;
  if (!original) return null;
  const who = original.from?.id === context.userId ? original.from.first_name : context.botTitle;
  return el("button", { type: "button", class: "quote", on: { click: () => context.goTo(original.message_id) } },
    el("bdi", { class: "quote-who", text: who }),
    el("span", { class: "quote-text", dir: "auto", text: message.quote?.text ?? summary(original) }));
}

function footer(message, mine) {
  const edited = message.edit_date ? el("span", { text: t("chat.edited") }) : null;
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
  if (message.from?.id === context.userId) return null;
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
    el("div", { class: "text", dir: "auto", text: draft.text ?? draft.contact?.phone_number ?? "" }), foot);
  const actions = failed && el("div", { class: "invite" },
    el("button", { type: "button", class: "chip", testid: "retry", on: { click: retry } }, icon("retry"), t("message.retry")),
    el("button", { type: "button", class: "chip", testid: "discard", on: { click: discard } }, icon("close"), t("message.discard")));
  return el("li", { class: "message mine pending", testid: "message-pending", data: { state } }, bubble, actions);
}

const PENDING_ICONS = { voice: "mic", photo: "image", video: "play", document: "file" };
