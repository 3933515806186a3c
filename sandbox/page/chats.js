// Every person's conversation with the bot: messages from the server, what is still on its way, what was read.

import { getChat, sendFile, sendMessage } from "./api.js";
import { loadMarks, saveMarks } from "./readmarks.js";

let lastLocalId = 0;

class Chat {
  messages = new Map();
  /** Sent but not yet accepted by the server, oldest first. */
  pending = [];
  /** The reply keyboard in force, in Telegram's own shape. */
  keyboard = null;
  blocked = false;
  /** What the bot is doing just now, such as "typing". */
  action = null;
  seq = 0;

  get inOrder() {
    return [...this.messages.values()].sort((a, b) => a.message_id - b.message_id);
  }

  get last() {
    return this.inOrder.at(-1);
  }
}

/** Dispatches "change" with the person's id in `detail`. */
export class Chats extends EventTarget {
  #byUser = new Map();
  /** The last message read, by person. */
  #marks = loadMarks();
  /** What came before this time (seconds since 1970) is no news on a phone that is looked at for the first time. */
  newsSince = 0;

  of(userId) {
    if (!this.#byUser.has(userId)) this.#byUser.set(userId, new Chat());
    return this.#byUser.get(userId);
  }

  async refresh(userId) {
    await this.#fetch(userId);
    this.#changed(userId);
  }

  async #fetch(userId) {
    const chat = this.of(userId);
    const first = chat.seq === 0;
    const answer = await getChat(userId, chat.seq);
    for (const message of answer.messages) {
      if (message.deleted) chat.messages.delete(message.message_id);
      else chat.messages.set(message.message_id, message);
    }
    chat.seq = Math.max(chat.seq, answer.seq);
    chat.keyboard = answer.keyboard;
    chat.blocked = answer.blocked;
    chat.action = answer.action;
    if (first) this.#skipOldNews(userId);
  }

  #skipOldNews(userId) {
    if (this.#mark(userId) > 0) return;
    const old = this.of(userId).inOrder.findLast((message) => message.date < this.newsSince);
    if (old) this.#marks.set(userId, old.message_id);
  }

  unread(userId) {
    const mark = this.#mark(userId);
    return this.of(userId).inOrder.filter((message) => message.from === "bot" && message.message_id > mark).length;
  }

  #mark(userId) {
    const mark = this.#marks.get(userId) ?? 0;
    // A mark beyond the last message is from an earlier server, which counted messages anew.
    return mark > (this.of(userId).last?.message_id ?? 0) ? 0 : mark;
  }

  markRead(userId) {
    const last = this.of(userId).last?.message_id ?? 0;
    if (last <= this.#mark(userId)) return;
    this.#marks.set(userId, last);
    saveMarks(this.#marks);
    this.#changed(userId);
  }

  /**
   * Sends a text, contact or file. `draft`: {text | contact, reply_to?, edit_of?} or {kind, blob, name, reply_to?}.
   * It shows at once as pending and stays, with its error, until it is accepted or discarded.
   */
  send(userId, draft) {
    const entry = { localId: ++lastLocalId, draft, state: "sending", at: Date.now() / 1000 };
    this.of(userId).pending.push(entry);
    this.#changed(userId, { sent: true });
    return this.#deliver(userId, entry);
  }

  retry(userId, entry) {
    entry.state = "sending";
    this.#changed(userId);
    return this.#deliver(userId, entry);
  }

  discard(userId, entry) {
    const chat = this.of(userId);
    chat.pending = chat.pending.filter((other) => other !== entry);
    this.#changed(userId);
  }

  async #deliver(userId, entry) {
    const { kind, blob, name, ...rest } = entry.draft;
    try {
      await (kind ? sendFile(userId, kind, blob, name, rest) : sendMessage(userId, rest));
    } catch (error) {
      entry.state = "failed";
      entry.reason = error.message;
      this.#changed(userId);
      return;
    }
    await this.#fetch(userId).catch(() => { /* accepted; the next event brings it */ });
    this.discard(userId, entry);
  }

  #changed(userId, more = {}) {
    this.dispatchEvent(new CustomEvent("change", { detail: { userId, ...more } }));
  }
}
