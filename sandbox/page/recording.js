// The row that takes the composer's place while the microphone records.

import { lengthOf } from "./dates.js";
import { el } from "./dom.js";
import { icon } from "./icons.js";
import { record } from "./recorder.js";

export class RecordingRow {
  #session = null;
  #timer = 0;
  #replaced = null;

  constructor(send) {
    this.clock = el("span", { class: "length", text: lengthOf(0) });
    const cancel = el("button", { type: "button", class: "chip", word: "composer.cancel", on: { click: () => this.#cancel() } });
    this.finish = el("button", { type: "button", class: "round", label: "composer.stop", on: { click: () => this.#finish(send) } }, icon("send"));
    this.element = el("div", { class: "compose-row recording", hidden: true },
      el("span", { class: "dot", "aria-hidden": "true" }), el("span", { word: "composer.recording" }), this.clock,
      el("span", { class: "spring" }), cancel, this.finish);
  }

  /** Rejects when there is no microphone or it is not allowed. `row` is hidden meanwhile. */
  async start(row) {
    this.#session = await record();
    this.#replaced = row;
    const began = performance.now();
    this.clock.textContent = lengthOf(0);
    this.#timer = setInterval(() => { this.clock.textContent = lengthOf((performance.now() - began) / 1000); }, 250);
    this.#swap(true);
    this.finish.focus();
  }

  async #finish(send) {
    const { blob, name, seconds } = await this.#end().stop();
    send({ kind: "voice", blob, name, duration: seconds });
  }

  #cancel() {
    this.#end().cancel();
  }

  #end() {
    clearInterval(this.#timer);
    this.#swap(false);
    return this.#session;
  }

  #swap(recording) {
    this.element.hidden = !recording;
    this.#replaced.hidden = recording;
  }
}
