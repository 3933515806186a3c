// The keyboard a bot may offer in place of typing, among others to ask for the phone number.

import { el } from "./dom.js";
import { t } from "./i18n.js";
import { icon } from "./icons.js";

export class ReplyKeyboard {
  #shownFor = null;

  constructor(send) {
    this.send = send;
    this.element = el("div", { class: "reply-keyboard", role: "group", label: "composer.keyboard", hidden: true });
    this.element.removeAttribute("title");
  }

  update(chat, person) {
    const message = offering(chat);
    this.element.hidden = !message;
    if (message === this.#shownFor) return;
    this.#shownFor = message;
    const rows = message?.reply_markup.keyboard ?? [];
    this.element.replaceChildren(...rows.map((row) =>
      el("div", { class: "button-row" }, row.map((button) => this.#button(button, message, person)))));
  }

  #button(button, message, person) {
    const text = typeof button === "string" ? button : button.text;
    const contact = Boolean(button.request_contact);
    const press = () => {
      this.send(contact ? { contact: contactOf(person) } : { text });
      if (message.reply_markup.one_time_keyboard) this.element.hidden = true;
    };
    return el("button", {
      type: "button", class: "inline-button", testid: contact ? "share-contact" : "reply-button",
      title: contact ? t("composer.contact") : undefined, on: { click: press },
    }, contact && icon("phone"), el("span", { class: "button-text", dir: "auto", text }));
  }
}

/** The bot's message whose reply keyboard is in force, if any. */
function offering(chat) {
  const messages = chat.inOrder;
  const latest = messages.findLast((message) => message.reply_markup?.keyboard || message.reply_markup?.remove_keyboard);
  if (!latest?.reply_markup.keyboard) return null;
  const used = latest.reply_markup.one_time_keyboard
    && messages.some((message) => message.message_id > latest.message_id && message.from?.id === message.chat?.id);
  return used ? null : latest;
}

function contactOf(person) {
  const digits = String(person.id).slice(-8).padStart(8, "0");
  return {
    // A number no network can dial, for people who were given none.
    phone_number: person.phone ?? `+999${digits}`,
    first_name: person.first_name,
    last_name: person.last_name,
    user_id: person.id,
  };
}
