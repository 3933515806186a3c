// The tray behind the paper clip: a photo or video, any file, or a sample of either.

import { el } from "./dom.js";
import { icon } from "./icons.js";
import { SAMPLE_VOICE_SECONDS, samplePhoto, sampleVoice } from "./samples.js";

/** `send(file)` takes {kind, blob, name, duration?}. */
export function attachmentTray(send) {
  return el("div", { class: "tray", hidden: true },
    picker("image", "composer.photo", { accept: "image/*,video/*", testid: "attach-photo" }, send),
    picker("file", "composer.file", { testid: "attach-file" }, (file) => send({ ...file, kind: "document" })),
    tile("sample", "composer.samplePhoto", "sample-photo", async () =>
      send({ kind: "photo", blob: await samplePhoto(), name: "photo.png" })),
    tile("wave", "composer.sampleVoice", "sample-voice", () =>
      send({ kind: "voice", blob: sampleVoice(), name: "voice.wav", duration: SAMPLE_VOICE_SECONDS })));
}

function tile(name, word, testid, run) {
  return el("button", { type: "button", class: "tile", testid, on: { click: run } },
    el("span", { class: "tile-icon" }, icon(name)), el("span", { word }));
}

function picker(name, word, { accept, testid }, send) {
  const input = el("input", { type: "file", class: "visually-hidden", accept, testid });
  input.addEventListener("change", () => {
    const [file] = input.files;
    if (file) send({ kind: kindOf(file), blob: file, name: file.name });
    input.value = "";
  });
  return el("label", { class: "tile" }, input, el("span", { class: "tile-icon" }, icon(name)), el("span", { word }));
}

/** Telegram shows pictures and films as such; everything else travels as a document. */
function kindOf(file) {
  if (/^image\/(png|jpeg|webp)$/.test(file.type)) return "photo";
  return file.type.startsWith("video/") ? "video" : "document";
}
