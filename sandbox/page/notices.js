// What a tap is answered with, over the chat of one phone: a passing toast, or an alert to be confirmed.

import { el } from "./dom.js";
import { t } from "./i18n.js";

const SHORTEST_MS = 3_500;
const MS_PER_CHARACTER = 60;

export class Notices {
  #timer = 0;
  #toasts = el("div", { class: "toasts", role: "status" });

  constructor() {
    this.element = el("div", { class: "notices" }, this.#toasts);
  }

  toast(text) {
    clearTimeout(this.#timer);
    this.#toasts.replaceChildren(el("p", { class: "toast", testid: "toast", dir: "auto", text }));
    this.#timer = setTimeout(() => this.#toasts.replaceChildren(), Math.max(SHORTEST_MS, text.length * MS_PER_CHARACTER));
  }

  alert(text) {
    const before = document.activeElement;
    const button = el("button", { type: "button", class: "primary", text: t("notice.ok") });
    const box = el("div", { class: "alert", role: "alertdialog", "aria-modal": "true", testid: "alert" },
      el("div", { class: "alert-box" }, el("p", { dir: "auto", text }), button));
    const close = () => {
      box.remove();
      before?.focus();
    };
    button.addEventListener("click", close);
    box.addEventListener("keydown", (event) => event.key === "Escape" && close());
    this.element.append(box);
    button.focus();
  }
}
