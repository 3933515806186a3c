// Who the conversation is with: the bot, and whether it is writing just now.

import { el } from "./dom.js";
import { t } from "./i18n.js";

// Telegram shows "typing" for five seconds at most.
const SHOWN_MS = 5_000;

export class Partner {
  #timer = 0;

  constructor(bot) {
    this.state = el("span", { class: "partner-state", testid: "partner-state" });
    this.bot = bot;
    this.element = el("p", { class: "partner" }, el("span", { class: "partner-dot", "aria-hidden": "true", text: [...bot.first_name][0] }),
      el("bdi", { class: "partner-name", text: bot.first_name }), this.state);
  }

  draw(action) {
    clearTimeout(this.#timer);
    const busy = Boolean(action);
    this.element.classList.toggle("busy", busy);
    this.state.textContent = busy ? t("chat.typing") : `@${this.bot.username}`;
    if (busy) this.#timer = setTimeout(() => this.draw(null), SHOWN_MS);
  }
}
