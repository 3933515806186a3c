// The keyboard a bot may offer in place of typing, among others to ask for the phone number.

import { el } from "./dom.js";
import { t } from "./i18n.js";
import { icon } from "./icons.js";

export class ReplyKeyboard {
  #shown = null;
  #used = null;

  constructor(send) {
    this.send = send;
    this.element = el("div", { class: "reply-keyboard", role: "group", label: "composer.keyboard", hidden: true });
    this.element.removeAttribute("title");
  }

  update({ keyboard }) {
    const shape = JSON.stringify(keyboard?.keyboard ?? []);
    this.element.hidden = shape === "[]" || shape === this.#used;
    if (shape !== this.#used) this.#used = null;
    if (shape === this.#shown) return;
    this.#shown = shape;
    this.element.replaceChildren(...(keyboard?.keyboard ?? []).map((row) =>
      el("div", { class: "button-row" }, row.map((button) => this.#button(button, keyboard)))));
  }

  #button(button, keyboard) {
    const contact = Boolean(button.request_contact);
    const press = () => {
      // The server fills in the person's own number and name.
      this.send(contact ? { contact: {} } : { text: button.text });
      if (keyboard.one_time_keyboard) this.#hide();
    };
    return el("button", {
      type: "button", class: "inline-button", testid: contact ? "share-contact" : "reply-button",
      title: contact ? t("composer.contact") : undefined, on: { click: press },
    }, contact && icon("phone"), el("span", { class: "button-text", dir: "auto", text: button.text }));
  }

  /** A keyboard for one use stays away until the bot offers another. */
  #hide() {
    this.#used = this.#shown;
    this.element.hidden = true;
  }
}
