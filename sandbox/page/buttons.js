// The rows of buttons under a message, and what a touch on one does.

import { tap } from "./api.js";
import { el } from "./dom.js";
import { t } from "./i18n.js";
import { icon } from "./icons.js";
import { startCommand, tokensIn } from "./invitations.js";

/** `context`: userId, botName, say(text), notices. */
export function renderButtons(message, context) {
  const rows = message.buttons;
  if (!rows?.length) return null;
  return el("div", { class: "buttons" }, rows.map((row) =>
    el("div", { class: "button-row" }, row.map((button) => inlineButton(button, message, context)))));
}

function inlineButton(button, message, context) {
  const node = el("button", { type: "button", class: "inline-button", testid: "inline-button", data: { data: button.callback_data ?? "" } },
    el("span", { class: "button-text", dir: "auto", text: button.text }));
  if (button.url) node.append(icon("external"));
  node.addEventListener("click", () => act(button, node, message, context));
  return node;
}

function act(button, node, message, context) {
  if (button.callback_data !== undefined) return touch(node, button.callback_data, message, context);
  if (button.url) return open(button.url, context);
  if (button.copy_text) return copy(button.copy_text.text, context);
  return context.notices.toast(t("tap.unsupported"));
}

/** The button stays busy until the bot has answered, as in Telegram. */
async function touch(node, data, message, context) {
  if (node.getAttribute("aria-busy") === "true") return;
  node.setAttribute("aria-busy", "true");
  try {
    const answer = await tap(context.userId, message.message_id, data);
    if (answer.answered === false) context.notices.toast(t("tap.unanswered"));
    else if (answer.text && answer.show_alert) context.notices.alert(answer.text);
    else if (answer.text) context.notices.toast(answer.text);
    if (answer.url) open(answer.url, context);
  } catch (error) {
    context.notices.toast(`${t("tap.failed")} (${error.message})`);
  } finally {
    node.removeAttribute("aria-busy");
  }
}

function open(address, context) {
  const [token] = tokensIn(address, context.botName);
  if (token) context.say(startCommand(token));
  else window.open(address, "_blank", "noopener");
}

export async function copy(text, context) {
  try {
    await navigator.clipboard.writeText(text);
    context.notices.toast(t("notice.copied"));
  } catch (error) {
    context.notices.toast(t("notice.failed", { reason: error.message }));
  }
}
