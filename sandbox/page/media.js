// What a message carries beside text: photo, video, sound, document, contact, place.

import { fileAddress } from "./api.js";
import { el } from "./dom.js";
import { t } from "./i18n.js";
import { icon } from "./icons.js";
import { soundPlayer } from "./player.js";

const BUILDERS = {
  photo: (sizes, userId) => photo(sizes.at(-1), userId),
  video: (value, userId) => video(value, userId),
  animation: (value, userId) => video(value, userId),
  video_note: (value, userId) => video(value, userId),
  voice: (value, userId) => soundPlayer(fileAddress(userId, value.file_id), value.duration),
  audio: (value, userId) => sound(value, userId),
  document: (value, userId) => documentLink(value, userId),
  contact: (value) => card("phone", [value.first_name, value.last_name].filter(Boolean).join(" "), value.phone_number),
  location: (value) => card("external", t("media.location"), `${value.latitude}, ${value.longitude}`),
  sticker: (value) => el("span", { class: "sticker", text: value.emoji ?? "🖼" }),
};

/** The element for a message's media, or null when it is only text. */
export function renderMedia(message, userId) {
  const kind = Object.keys(BUILDERS).find((name) => message[name]);
  return kind ? BUILDERS[kind](message[kind], userId) : null;
}

/** One line that says what a message holds, for quotes. */
export function summary(message) {
  const kind = Object.keys(BUILDERS).find((name) => message[name]);
  const name = kind && t(`media.${{ animation: "video", video_note: "video", sticker: "photo" }[kind] ?? kind}`);
  const words = message.text ?? message.caption ?? message.document?.file_name;
  return [name, words].filter(Boolean).join(" · ") || t("message.unsupported");
}

function photo(size, userId) {
  const address = fileAddress(userId, size.file_id);
  const image = el("img", { src: address, alt: t("media.photo"), width: size.width, height: size.height, loading: "lazy" });
  const open = () => enlarge(address);
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

function video(value, userId) {
  const thumbnail = value.thumbnail && fileAddress(userId, value.thumbnail.file_id);
  return el("video", {
    src: fileAddress(userId, value.file_id), poster: thumbnail, controls: true, preload: "metadata", playsinline: true,
    width: value.width || 320, height: value.height || 180, "aria-label": t("media.video"),
  });
}

function sound(value, userId) {
  const title = [value.performer, value.title].filter(Boolean).join(" · ") || value.file_name || t("media.audio");
  return el("div", { class: "sound" }, el("bdi", { text: title }), soundPlayer(fileAddress(userId, value.file_id), value.duration));
}

function documentLink(value, userId) {
  const name = value.file_name ?? t("media.document");
  const opensHere = /^(application\/pdf|image\/(png|jpeg|gif|webp)|text\/plain)$/.test(value.mime_type ?? "");
  return el(
    "a",
    {
      class: "file", href: fileAddress(userId, value.file_id), target: "_blank", rel: "noopener",
      download: opensHere ? undefined : name, testid: "document",
    },
    el("span", { class: "file-kind", text: extension(name), "aria-hidden": "true" }),
    el("span", { class: "lines" }, el("bdi", { class: "file-name", text: name }), el("small", { text: size(value.file_size) })),
  );
}

const extension = (name) => (name.match(/\.(\w{1,4})$/)?.[1] ?? "…").toUpperCase();

function size(bytes) {
  if (!bytes) return "";
  return bytes < 1_000_000 ? `${Math.max(1, Math.round(bytes / 1000))} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`;
}

function card(name, title, line) {
  return el("div", { class: "card" }, el("span", { class: "file-kind" }, icon(name)),
    el("span", { class: "lines" }, el("bdi", { text: title }), el("small", {}, el("bdi", { dir: "ltr", text: line }))));
}
