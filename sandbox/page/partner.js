// Who the conversation is with: the bot, whether it is writing just now, and what one can do about it.

import { el } from "./dom.js";
import { t } from "./i18n.js";
import { icon } from "./icons.js";

// Telegram shows "typing" for five seconds at most.
const SHOWN_MS = 5_000;

export class Partner {
  #timer = 0;

  /** `options(anchor)` opens the menu. */
  constructor(bot, options) {
    this.state = el("bdi", { class: "partner-state", testid: "partner-state" });
    const more = el("button", { type: "button", class: "round quiet small", testid: "phone-options", label: "chat.options", "aria-haspopup": "menu" }, icon("more"));
    more.addEventListener("click", () => options(more));
    this.bot = bot;
    this.element = el("div", { class: "partner" }, el("span", { class: "partner-dot", "aria-hidden": "true", text: [...bot.first_name][0] }),
      el("bdi", { class: "partner-name", text: bot.first_name }), this.state, more);
    this.draw(null);
  }

  draw(action) {
    clearTimeout(this.#timer);
    const busy = Boolean(action);
    this.element.classList.toggle("busy", busy);
    this.state.textContent = busy ? t("chat.typing") : `@${this.bot.username}`;
    if (busy) this.#timer = setTimeout(() => this.draw(null), SHOWN_MS);
  }
}
