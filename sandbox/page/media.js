// What a message carries beside text: photo, video, sound, document, contact.

import { el } from "./dom.js";
import { t } from "./i18n.js";
import { icon } from "./icons.js";
import { soundPlayer } from "./player.js";

const BUILDERS = {
  photo: (file) => photo(file),
  video: (file) => video(file),
  voice: (file) => soundPlayer(file.url, file.duration),
  audio: (file) => sound(file),
  document: (file) => documentLink(file),
};

/** The element for what a message carries, or null when it is only text. */
export function renderMedia({ file, contact }) {
  if (contact) return contactCard(contact);
  return file ? (BUILDERS[file.kind] ?? documentLink)(file) : null;
}

/** One line that says what a message holds, for quotes. */
export function summary({ file, contact, text, caption }) {
  const name = file ? t(`media.${file.kind}`) : contact && t("media.contact");
  const words = text ?? caption ?? contact?.first_name ?? file?.file_name;
  return [name, words].filter(Boolean).join(" · ") || t("message.unsupported");
}

function photo(file) {
  const image = el("img", { src: file.url, alt: t("media.photo"), width: file.width || 320, height: file.height || 240 });
  const open = () => enlarge(file.url);
  return el("button", { type: "button", class: "photo", label: "media.enlarge", on: { click: open } }, image);
}

function enlarge(address) {
  const close = el("button", { type: "button", class: "round", label: "media.close" }, icon("close"));
  const viewer = el("dialog", { class: "viewer" }, el("img", { src: address, alt: t("media.photo") }), close);
  viewer.addEventListener("click", () => viewer.close());
  viewer.addEventListener("close", () => viewer.remove());
  document.body.append(viewer);
  viewer.showModal();
}

function video(file) {
  return el("video", {
    src: file.url, controls: true, preload: "metadata", playsinline: true,
    width: file.width || 320, height: file.height || 180, "aria-label": t("media.video"),
  });
}

function sound(file) {
  const title = [file.performer, file.title].filter(Boolean).join(" · ") || file.file_name || t("media.audio");
  return el("div", { class: "sound" }, el("bdi", { text: title }), soundPlayer(file.url, file.duration));
}

// What browsers show by themselves, in a new tab; the rest is saved.
const SHOWN = /^(application\/pdf|image\/(png|jpeg|gif|webp)|text\/plain)/;

function documentLink(file) {
  const name = file.file_name ?? t("media.document");
  const download = SHOWN.test(file.mime_type ?? "") ? undefined : name;
  return el("a", { class: "file", href: file.url, target: "_blank", rel: "noopener", download, testid: "document" },
    el("span", { class: "file-kind", text: extension(name), "aria-hidden": "true" }),
    el("span", { class: "lines" }, el("bdi", { class: "file-name", text: name }), el("small", { text: size(file.file_size) })));
}

const extension = (name) => (name.match(/\.(\w{1,4})$/)?.[1] ?? "…").toUpperCase();

function size(bytes) {
  if (!bytes) return "";
  return bytes < 1_000_000 ? `${Math.max(1, Math.round(bytes / 1000))} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`;
}

function contactCard(contact) {
  const name = [contact.first_name, contact.last_name].filter(Boolean).join(" ");
  return el("div", { class: "card" }, el("span", { class: "file-kind" }, icon("phone")),
    el("span", { class: "lines" }, el("bdi", { text: name }), el("small", {}, el("bdi", { dir: "ltr", text: contact.phone_number }))));
}
