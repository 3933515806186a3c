// The programme's clock in the demo: what day it is, what comes next, and two buttons that move it.

import { moveClock } from "./api.js";
import { programmeWords, showTimesAsIn, soonWords } from "./dates.js";
import { el } from "./dom.js";
import { t } from "./i18n.js";
import { icon } from "./icons.js";

const DAY_SECONDS = 86_400;

// Words of another language must not disturb the order of a line read right to left.
const isolated = (text) => `\u2068${text}\u2069`;

export class ClockBar {
  #state = null;
  #busy = false;

  constructor({ onFailure }) {
    this.onFailure = onFailure;
    this.now = el("b", { class: "clock-now", testid: "clock-now" });
    this.upcoming = el("span", { class: "clock-upcoming", testid: "clock-upcoming" });
    this.buttons = [
      this.#button("next", "clock.next", "clock-next", { to: "next" }),
      this.#button("plus", "clock.day", "clock-day", { advance: DAY_SECONDS }),
    ];
    this.element = el("div", { class: "clock", role: "group", label: "clock.label", "aria-busy": "false" },
      el("span", { class: "clock-icon" }, icon("clock")),
      el("span", { class: "lines", "aria-live": "polite" }, el("small", { class: "clock-label", word: "clock.label" }), this.now, this.upcoming),
      el("span", { class: "clock-buttons" }, this.buttons));
    this.element.removeAttribute("title");
  }

  /** What the server's clock shows: {now, next?: {at, what}}. */
  show(reading) {
    if (!reading?.now) return;
    this.#state = reading;
    showTimesAsIn(reading.now);
    this.draw();
  }

  draw() {
    if (!this.#state) return;
    this.now.textContent = programmeWords(this.#state.now);
    const next = this.#state.next;
    this.upcoming.textContent = this.#busy ? t("clock.busy")
      : next ? t("clock.upcoming", { what: isolated(next.what), when: isolated(soonWords(next.at)) }) : "";
    this.upcoming.title = this.upcoming.textContent;
  }

  #button(name, word, testid, step) {
    return el("button", { type: "button", class: "clock-button", testid, on: { click: () => this.#move(step) } },
      icon(name), el("span", { word }));
  }

  async #move(step) {
    this.#setBusy(true);
    try {
      this.show(await moveClock(step));
    } catch (error) {
      this.onFailure(error);
    } finally {
      this.#setBusy(false);
    }
  }

  #setBusy(busy) {
    this.#busy = busy;
    this.element.setAttribute("aria-busy", String(busy));
    for (const button of this.buttons) button.disabled = busy;
    this.draw();
  }
}
