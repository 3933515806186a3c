// On a narrow screen one phone at a time: a tab for each role, with what is unread there.

import { el, setBadge } from "./dom.js";
import { icon } from "./icons.js";

export class Tabs {
  #tabs;

  /** `select(phone)` after another tab was chosen. */
  constructor(phones, select) {
    this.phones = phones;
    this.#tabs = new Map(phones.map((phone) => [phone, this.#tab(phone, select)]));
    this.element = el("nav", { class: "tabs", label: "app.tabs" }, [...this.#tabs.values()].map((tab) => tab.button));
    this.element.removeAttribute("title");
    this.choose(phones[0]);
  }

  #tab(phone, select) {
    const badge = el("span", { class: "badge", hidden: true });
    const button = el("button", { type: "button", class: "tab", testid: `tab-${phone.role}`, data: { role: phone.role } },
      el("span", { class: "tab-icon" }, icon(phone.role), badge), el("span", { word: `role.${phone.role}` }));
    button.addEventListener("click", () => {
      this.choose(phone);
      select(phone);
    });
    return { button, badge };
  }

  choose(chosen) {
    for (const [phone, { button }] of this.#tabs) {
      phone.element.classList.toggle("chosen", phone === chosen);
      if (phone === chosen) button.setAttribute("aria-current", "page");
      else button.removeAttribute("aria-current");
    }
  }

  draw() {
    for (const [phone, { badge }] of this.#tabs) setBadge(badge, phone.unread());
  }
}
