// Whose phone is this? A searchable list of all people, by role, inside the phone.

import { addUser } from "./api.js";
import { el, setBadge } from "./dom.js";
import { LANGUAGES, language, t } from "./i18n.js";
import { icon } from "./icons.js";
import { ROLES, fullName, roleOf } from "./people.js";

const LANGUAGE_NAMES = { fr: "Français", ar: "العربية", en: "English" };

/** Letters without accents or case, so that "benali" finds "Bénali" and «أمواج» is found by «امواج». */
const plain = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").replace(/[أإآ]/g, "ا").toLowerCase();

export class Picker {
  /** `role`: whose group comes first. `choose(userId)`; `close()` gives the focus back. */
  constructor({ role, people, chats, notices, choose, close }) {
    Object.assign(this, { role, people, chats, notices, choose, close });
    this.search = el("input", { type: "search", dir: "auto", testid: "person-search", placeholderWord: "picker.search", label: "picker.search" });
    this.list = el("div", { class: "people" });
    this.element = el("div", { class: "picker", role: "dialog", label: "picker.open", testid: "person-list", hidden: true },
      el("div", { class: "search" }, icon("search"), this.search), this.list, this.#form());
    this.element.removeAttribute("title");
    this.search.addEventListener("input", () => this.draw());
    this.element.addEventListener("keydown", (event) => this.#onKey(event));
  }

  open(currentId, { focus = true } = {}) {
    this.currentId = currentId;
    this.element.hidden = false;
    this.search.value = "";
    this.draw();
    this.list.querySelector("[aria-current]")?.scrollIntoView({ block: "center" });
    // On a touch screen the keyboard would cover the list.
    if (focus && matchMedia("(pointer: fine)").matches) this.search.focus();
  }

  hide() {
    this.element.hidden = true;
  }

  draw() {
    if (this.element.hidden) return;
    const order = [this.role, ...ROLES.filter((role) => role !== this.role), "other"];
    const groups = order.map((role) => this.#group(role)).filter(Boolean);
    const none = this.people.all.length === 0 ? "picker.nobodyYet" : "picker.none";
    this.list.replaceChildren(...(groups.length ? groups : [el("p", { class: "none", text: t(none) })]));
  }

  #group(role) {
    const wanted = plain(this.search.value.trim());
    const found = this.people.withRole(role).filter((person) =>
      plain(`${fullName(person)} ${person.label ?? ""} ${person.username ?? ""}`).includes(wanted));
    if (found.length === 0) return null;
    return el("section", { class: "group", data: { role } },
      el("h3", {}, icon(role), t(`roles.${role}`), el("span", { class: "count", text: String(found.length) })),
      el("ul", {}, found.map((person) => el("li", {}, this.#option(person)))));
  }

  #option(person) {
    const badge = el("span", { class: "badge" });
    setBadge(badge, person.id === this.currentId ? 0 : this.chats.unread(person.id));
    const { blocked } = this.chats.of(person.id);
    const line = [person.label, blocked && t("picker.blocked")].filter(Boolean).join(" · ");
    return el("button", {
      type: "button", class: "person-option", testid: "person-option", data: { userId: person.id },
      "aria-current": person.id === this.currentId ? "true" : undefined, on: { click: () => this.choose(person.id) },
    }, avatar(person), el("span", { class: "lines" }, el("bdi", { text: fullName(person) }), line && el("small", {}, el("bdi", { text: line }))), badge);
  }

  #form() {
    const name = el("input", { type: "text", required: true, dir: "auto", testid: "new-person-name", placeholderWord: "picker.name", label: "picker.name", autocomplete: "off" });
    const tongue = el("select", { label: "picker.language", testid: "new-person-language" },
      LANGUAGES.map((code) => el("option", { value: code, text: LANGUAGE_NAMES[code] })));
    tongue.value = language();
    const add = async (event) => {
      event.preventDefault();
      try {
        const { id } = await addUser({ first_name: name.value.trim(), language_code: tongue.value });
        await this.people.reload();
        name.value = "";
        this.choose(id);
      } catch (error) {
        this.notices.toast(t("notice.failed", { reason: error.message }));
      }
    };
    return el("form", { class: "add-person", on: { submit: add } }, name, tongue,
      el("button", { type: "submit", class: "round", testid: "new-person-add", label: "picker.add" }, icon("plus")));
  }

  #onKey(event) {
    if (event.key === "Escape") return this.close();
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step || event.target.tagName === "SELECT") return undefined;
    event.preventDefault();
    const options = [...this.list.querySelectorAll("button")];
    const index = options.indexOf(document.activeElement);
    if (step < 0 && index <= 0) return this.search.focus();
    return options[Math.min(index + step, options.length - 1)]?.focus();
  }
}

export function avatar(person) {
  const letters = [person.first_name, person.last_name].filter(Boolean).map((name) => [...name][0]).join("\u200c");
  return el("span", { class: "avatar", "aria-hidden": "true", data: { role: roleOf(person) }, text: letters });
}
