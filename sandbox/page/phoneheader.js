// The top of a phone: role by icon and word, name, cooperative; touching it changes the person.

import { el, setBadge } from "./dom.js";
import { t } from "./i18n.js";
import { icon } from "./icons.js";
import { fullName, roleOf } from "./people.js";

export class PhoneHeader {
  constructor({ role, pick }) {
    this.role = role;
    this.sign = el("span", { class: "sign" });
    this.roleWord = el("span", { class: "role" });
    this.name = el("bdi", { class: "name" });
    this.label = el("bdi", { class: "label" });
    this.badge = el("span", { class: "badge", hidden: true });
    this.button = el("button", { type: "button", class: "person", testid: "person-picker", "aria-haspopup": "dialog", "aria-expanded": "false", on: { click: pick } },
      this.sign,
      el("span", { class: "lines" }, this.name, el("span", { class: "role-line" }, this.roleWord, this.label)),
      this.badge, icon("chevron"));
    this.element = el("header", { class: "phone-head" }, this.button);
  }

  draw(person, unreadOfOthers) {
    const role = person ? roleOf(person) : this.role;
    this.sign.replaceChildren(icon(role));
    this.roleWord.textContent = t(`role.${role}`);
    this.name.textContent = person ? fullName(person) : t("picker.nobody");
    this.label.textContent = person ? person.label ?? "" : t("picker.pick");
    this.button.title = t("picker.open");
    setBadge(this.badge, unreadOfOthers);
  }

  setOpen(open) {
    this.button.setAttribute("aria-expanded", String(open));
  }

  focus() {
    this.button.focus();
  }
}
