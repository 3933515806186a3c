// Where a person writes: text, commands, attachments, voice, replies and corrections.

import { attachmentTray } from "./attachments.js";
import { el } from "./dom.js";
import { t } from "./i18n.js";
import { icon } from "./icons.js";
import { onlyToken, startCommand } from "./invitations.js";
import { summary } from "./media.js";
import { canRecord } from "./recorder.js";
import { RecordingRow } from "./recording.js";
import { ReplyKeyboard } from "./replykeyboard.js";

const TALLEST_PX = 140;

export class Composer {
  #context = null;
  /** What the next text is about: {kind: "reply" | "edit", message}. */
  #about = null;
  #drafts = new Map();

  /** `send(draft)` posts as the person whose phone this is. */
  constructor({ send, notices }) {
    this.send = send;
    this.notices = notices;
    this.keyboard = new ReplyKeyboard((draft) => send(draft));
    this.banner = el("div", { class: "banner", hidden: true });
    this.hint = el("button", { type: "button", class: "chip hint", testid: "open-invitation", word: "composer.invitation", hidden: true });
    this.tray = attachmentTray((file) => this.#sendFile(file));
    this.input = el("textarea", { class: "input", rows: "1", dir: "auto", testid: "composer-input", placeholderWord: "composer.placeholder", label: "composer.placeholder" });
    this.attach = el("button", { type: "button", class: "round quiet", testid: "attach", label: "composer.attach", "aria-expanded": "false" }, icon("clip"));
    this.mic = el("button", { type: "button", class: "round", testid: "record-voice", label: "composer.record" }, icon("mic"));
    this.submit = el("button", { type: "submit", class: "round", testid: "composer-send", label: "composer.send", hidden: true }, icon("send"));
    this.row = el("div", { class: "compose-row" }, this.attach, this.input, this.mic, this.submit);
    this.recording = new RecordingRow((file) => this.#sendFile(file));
    this.element = el("form", { class: "composer" }, this.keyboard.element, this.banner, this.hint, this.tray, this.row, this.recording.element);
    this.#listen();
  }

  #listen() {
    this.element.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#sendText();
    });
    this.input.addEventListener("input", () => this.#showTyped());
    this.input.addEventListener("keydown", (event) => this.#onKey(event));
    this.attach.addEventListener("click", () => this.#toggleTray(this.tray.hidden));
    this.mic.addEventListener("click", () => this.#record());
    this.hint.addEventListener("click", () => this.#openInvitation());
  }

  /** Another person holds the phone: their own draft comes back. */
  reset(context) {
    if (this.#context) this.#drafts.set(this.#context.userId, this.input.value);
    this.#context = context;
    this.#clearAbout();
    this.#toggleTray(false);
    this.#write(this.#drafts.get(context.userId) ?? "");
  }

  /** The chat changed: it may offer buttons. */
  update(chat) {
    this.keyboard.update(chat);
  }

  replyTo(message) {
    this.#setAbout("reply", message);
  }

  edit(message) {
    this.#setAbout("edit", message);
    this.#write(message.text ?? message.caption ?? "");
  }

  #setAbout(kind, message) {
    this.#about = { kind, message };
    const stop = () => this.#stopAbout();
    this.banner.replaceChildren(icon(kind),
      el("span", { class: "lines" },
        el("b", { word: kind === "edit" ? "composer.editing" : "composer.replyTo" }),
        el("span", { class: "quote-text", dir: "auto", text: summary(message) })),
      el("button", { type: "button", class: "round quiet small", label: "composer.cancel", on: { click: stop } }, icon("close")));
    this.banner.hidden = false;
    this.input.focus();
  }

  #stopAbout() {
    if (this.#about?.kind === "edit") this.#write("");
    this.#clearAbout();
  }

  #clearAbout() {
    this.#about = null;
    this.banner.hidden = true;
  }

  #onKey(event) {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      this.#sendText();
    } else if (event.key === "Escape" && this.#about) {
      this.#stopAbout();
    }
  }

  #sendText() {
    const text = this.input.value.trim();
    if (!text) return;
    const extra = this.#about?.kind === "edit" ? { edit_of: this.#about.message.message_id } : this.#replyPart();
    this.send({ text, ...extra });
    this.#clearAbout();
    this.#write("");
  }

  #replyPart() {
    return this.#about?.kind === "reply" ? { reply_to: this.#about.message.message_id } : {};
  }

  #sendFile(file) {
    this.#toggleTray(false);
    const typed = this.#about?.kind === "edit" ? "" : this.input.value.trim();
    // As in Telegram, what is written already goes along under a picture or a document.
    const caption = file.kind !== "voice" && typed ? { caption: typed } : {};
    this.send({ ...file, ...caption, ...this.#replyPart() });
    this.#clearAbout();
    if (caption.caption) this.#write("");
  }

  #openInvitation() {
    this.send({ text: startCommand(onlyToken(this.input.value, this.#context.botName)) });
    this.#write("");
  }

  #write(text) {
    this.input.value = text;
    this.#showTyped();
  }

  #showTyped() {
    const empty = this.input.value.trim() === "";
    this.mic.hidden = !empty;
    this.submit.hidden = empty;
    this.hint.hidden = !this.#context || !onlyToken(this.input.value, this.#context.botName);
    this.input.style.height = "auto";
    this.input.style.height = `${Math.min(this.input.scrollHeight, TALLEST_PX)}px`;
  }

  #toggleTray(open) {
    this.tray.hidden = !open;
    this.attach.setAttribute("aria-expanded", String(open));
  }

  async #record() {
    if (!canRecord()) return this.#withoutMicrophone();
    try {
      await this.recording.start(this.row);
    } catch {
      this.#withoutMicrophone();
    }
    return undefined;
  }

  #withoutMicrophone() {
    this.notices.toast(t("composer.noMicrophone"));
    this.#toggleTray(true);
  }
}
