// Times and days in the page's language.

import { language } from "./i18n.js";

// Months as Morocco names them; browsers often ship the names used further east.
const MOROCCAN_MONTHS = ["يناير", "فبراير", "مارس", "أبريل", "ماي", "يونيو", "يوليوز", "غشت", "شتنبر", "أكتوبر", "نونبر", "دجنبر"];

const LOCALES = { fr: "fr-FR", ar: "ar-MA-u-nu-latn", en: "en-GB" };

const format = (date, options) => new Intl.DateTimeFormat(LOCALES[language()], options).format(date);

/** "14:05" for a message's time (seconds since 1970). */
export function timeOf(seconds) {
  return format(new Date(seconds * 1000), { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
}

/** A key that is the same for all messages of one calendar day. */
export function dayKey(seconds) {
  return new Date(seconds * 1000).toDateString();
}

/** "mardi 8 décembre 2026" for a message's day. */
export function dayWords(seconds) {
  const date = new Date(seconds * 1000);
  return words(date.getFullYear(), date.getMonth(), date.getDate());
}

/**
 * Date and time of the programme's clock, in words. The wall clock is read off the text as the server wrote it:
 * the browser's own time-zone data may be older than Morocco's last change of rules.
 */
export function programmeWords(iso) {
  const [, year, month, day, hour, minute] = iso.match(/^(\d+)-(\d+)-(\d+)T(\d+):(\d+)/) ?? [];
  if (!year) return iso;
  return `${words(Number(year), Number(month) - 1, Number(day))}${language() === "ar" ? "،" : ","} ${hour}:${minute}`;
}

function words(year, month, day) {
  const date = new Date(Date.UTC(year, month, day, 12));
  if (language() === "ar") {
    return `${format(date, { weekday: "long", timeZone: "UTC" })} ${day} ${MOROCCAN_MONTHS[month]} ${year}`;
  }
  return format(date, { weekday: "long", day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });
}

/** "1:07" for a length in seconds. */
export function lengthOf(seconds) {
  const whole = Math.max(0, Math.round(seconds || 0));
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
}
