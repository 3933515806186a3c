// One phone: who holds it, the conversation with the bot, and the composer.

import { block } from "./api.js";
import { copy } from "./buttons.js";
import { Composer } from "./composer.js";
import { Conversation } from "./conversation.js";
import { el } from "./dom.js";
import { t } from "./i18n.js";
import { onLongPress, showMenu } from "./menu.js";
import { Notices } from "./notices.js";
import { PhoneHeader } from "./phoneheader.js";
import { Partner } from "./partner.js";
import { Picker } from "./picker.js";

export class Phone {
  userId = null;
  #context = null;

  /** `shared`: {people, chats, bot, phones(), onChoice()}. */
  constructor(role, shared) {
    Object.assign(this, { role, shared });
    this.notices = new Notices();
    this.conversation = new Conversation();
    this.composer = new Composer({ send: (draft) => this.send(draft), notices: this.notices });
    this.header = new PhoneHeader({ role, pick: () => this.#togglePicker() });
    this.picker = new Picker({
      role, people: shared.people, chats: shared.chats, notices: this.notices,
      choose: (userId) => this.#choose(userId), close: () => this.#closePicker(),
    });
    this.partner = new Partner(shared.bot, (anchor) => this.#options(anchor));
    this.blockedNote = el("p", { class: "blocked-note", word: "chat.blocked", hidden: true });
    this.screen = el("div", { class: "screen" }, this.conversation.element, this.notices.element, this.picker.element);
    this.element = el("section", { class: "phone", testid: `phone-${role}`, data: { role } },
      this.header.element, this.partner.element, this.screen, this.blockedNote, this.composer.element);
    onLongPress(this.conversation.element, (target, point) => this.#menuAt(target, point));
  }

  get person() {
    return this.shared.people.get(this.userId);
  }

  get visible() {
    return this.element.offsetParent !== null;
  }

  /** Puts the phone into somebody's hands. */
  show(userId) {
    this.userId = userId;
    this.#context = this.#contextFor(userId);
    this.conversation.reset();
    this.composer.reset(this.#context);
    this.#closePicker({ focus: false });
    this.draw();
    // Nobody holds it yet: the list, where one can also add a person, is the way on.
    if (!this.person) this.#togglePicker({ focus: false });
  }

  draw({ sent = false } = {}) {
    const { chats } = this.shared;
    this.drawAround();
    this.element.classList.toggle("vacant", !this.person);
    if (!this.person) return;
    const chat = chats.of(this.userId);
    this.partner.draw(chat.action);
    this.blockedNote.hidden = !chat.blocked;
    this.conversation.draw(chat, this.#context, { sent });
    this.composer.update(chat);
    if (this.visible) chats.markRead(this.userId);
  }

  /** What depends on other people's chats: who holds the phone, and badges. */
  drawAround() {
    this.header.draw(this.person, this.#unreadOfOthers());
    this.picker.draw();
  }

  /** Words changed: everything drawn with them is drawn again. */
  redraw() {
    this.conversation.reset();
    this.draw();
  }

  send(draft) {
    return this.shared.chats.send(this.userId, draft);
  }

  unread() {
    const own = this.userId === null ? 0 : this.shared.chats.unread(this.userId);
    return own + this.#unreadOfOthers();
  }

  #unreadOfOthers() {
    const held = new Set(this.shared.phones().map((phone) => phone.userId));
    const others = this.shared.people.withRole(this.role).filter((person) => !held.has(person.id));
    return others.reduce((sum, person) => sum + this.shared.chats.unread(person.id), 0);
  }

  #contextFor(userId) {
    const { bot, chats } = this.shared;
    return {
      userId,
      botName: bot.username,
      botTitle: bot.first_name,
      personName: this.person?.first_name,
      notices: this.notices,
      say: (text) => this.send({ text }),
      retry: (entry) => chats.retry(userId, entry),
      discard: (entry) => chats.discard(userId, entry),
      original: (messageId) => chats.of(userId).messages.get(messageId),
      goTo: (messageId) => this.conversation.goTo(messageId),
      openMenu: (message, anchor) => this.#messageMenu(message, anchor),
      others: () => this.#others(),
      invite: (other, token) => this.shared.invite(other.phone, token),
    };
  }

  #others() {
    return this.shared.phones()
      .filter((phone) => phone !== this && phone.person && phone.userId !== this.userId)
      .map((phone) => ({ phone, role: phone.role, name: phone.person.first_name }));
  }

  #menuAt(target, point) {
    const id = Number(target.closest("[data-message-id]")?.dataset.messageId);
    const message = this.shared.chats.of(this.userId).messages.get(id);
    if (message) this.#messageMenu(message, point);
  }

  #messageMenu(message, anchor) {
    const mine = message.from === "user";
    const text = message.text ?? message.caption;
    const items = [{ name: "reply", text: t("message.reply"), testid: "menu-reply", run: () => this.composer.replyTo(message) }];
    if (mine && !message.contact) items.push({ name: "edit", text: t("message.edit"), testid: "menu-edit", run: () => this.composer.edit(message) });
    if (text) items.push({ name: "copy", text: t("message.copy"), testid: "menu-copy", run: () => copy(text, this.#context) });
    showMenu(items, anchor);
  }

  #options(anchor) {
    const blocked = Boolean(this.person) && this.shared.chats.of(this.userId).blocked;
    const items = [{ name: "other", text: t("picker.open"), testid: "menu-person", run: () => this.#togglePicker() }];
    if (this.person) {
      items.push({
        name: blocked ? "check" : "block", text: t(blocked ? "chat.unblock" : "chat.block"), testid: "menu-block",
        run: () => this.#block(!blocked),
      });
    }
    showMenu(items, anchor);
  }

  async #block(blocked) {
    try {
      await block(this.userId, blocked);
      await this.shared.chats.refresh(this.userId);
    } catch (error) {
      this.notices.toast(t("notice.failed", { reason: error.message }));
    }
  }

  #togglePicker({ focus = true } = {}) {
    if (!this.picker.element.hidden) return this.#closePicker();
    this.picker.open(this.userId, { focus });
    return this.header.setOpen(true);
  }

  #closePicker({ focus = true } = {}) {
    this.picker.hide();
    this.header.setOpen(false);
    if (focus) this.header.focus();
  }

  #choose(userId) {
    this.show(userId);
    this.header.focus();
    this.shared.onChoice();
  }
}
