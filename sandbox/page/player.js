// A small player for voice messages and other sound: play, position, length.

import { lengthOf } from "./dates.js";
import { el } from "./dom.js";
import { t } from "./i18n.js";
import { icon } from "./icons.js";

let playing = null;

/** `seconds`: the length Telegram gives; recordings made by browsers often do not know their own. */
export function soundPlayer(address, seconds) {
  const audio = el("audio", { src: address, preload: "none" });
  const button = el("button", { type: "button", class: "round play", label: "media.play" }, icon("play"));
  const position = el("input", { type: "range", min: "0", max: "1000", value: "0", label: "media.seek" });
  const clock = el("span", { class: "length", text: lengthOf(seconds) });
  const total = () => (Number.isFinite(audio.duration) && audio.duration > 0 ? audio.duration : seconds || 0);

  const show = () => {
    const share = total() > 0 ? audio.currentTime / total() : 0;
    position.value = String(Math.round(share * 1000));
    position.style.setProperty("--played", `${Math.min(100, share * 100)}%`);
    clock.textContent = lengthOf(audio.paused && audio.currentTime === 0 ? total() : audio.currentTime);
  };
  const showState = () => {
    button.replaceChildren(icon(audio.paused ? "play" : "pause"));
    button.dataset.label = audio.paused ? "media.play" : "media.pause";
    button.setAttribute("aria-label", t(button.dataset.label));
    button.title = t(button.dataset.label);
  };

  button.addEventListener("click", () => (audio.paused ? play(audio) : audio.pause()));
  position.addEventListener("input", () => { audio.currentTime = (Number(position.value) / 1000) * total(); });
  for (const event of ["play", "pause", "ended"]) audio.addEventListener(event, showState);
  for (const event of ["timeupdate", "loadedmetadata", "seeked"]) audio.addEventListener(event, show);
  audio.addEventListener("ended", () => { audio.currentTime = 0; });
  return el("div", { class: "player", dir: "ltr" }, button, position, clock, audio);
}

/** One sound at a time on the whole page. */
function play(audio) {
  if (playing && playing !== audio) playing.pause();
  playing = audio;
  audio.play().catch(() => audio.pause());
}
