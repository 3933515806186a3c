// Times and days in the page's language.

import { language } from "./i18n.js";

// Months as Morocco names them; browsers often ship the names used further east.
const MOROCCAN_MONTHS = ["يناير", "فبراير", "مارس", "أبريل", "ماي", "يونيو", "يوليوز", "غشت", "شتنبر", "أكتوبر", "نونبر", "دجنبر"];

const LOCALES = { fr: "fr-FR", ar: "ar-MA-u-nu-latn", en: "en-GB" };

const format = (date, options) => new Intl.DateTimeFormat(LOCALES[language()], options).format(date);

let offsetMinutes = null;

/**
 * Messages show their time with the offset the programme's clock is written in, so that both agree wherever the
 * page is opened; without such a clock they show the browser's own time.
 */
export function showTimesAsIn(iso) {
  const [, sign, hours, minutes] = iso.match(/([+-])(\d\d):?(\d\d)$/) ?? [null, "+", "0", "0"];
  offsetMinutes = Number(`${sign}1`) * (Number(hours) * 60 + Number(minutes));
}

/** The wall clock of a message, as a Date whose UTC fields are to be read. */
function wallClock(seconds) {
  const date = new Date(seconds * 1000);
  return new Date(date.getTime() + (offsetMinutes ?? -date.getTimezoneOffset()) * 60_000);
}

/** "14:05" for a message's time (seconds since 1970). */
export const timeOf = (seconds) => wallClock(seconds).toISOString().slice(11, 16);

/** "2026-12-08" for a message's day. */
export const dayKey = (seconds) => wallClock(seconds).toISOString().slice(0, 10);

/** When the day of a time of the programme's clock began, in seconds since 1970. */
export const startOfDay = (iso) => Date.parse(iso.replace(/T\d\d:\d\d:\d\d(\.\d+)?/, "T00:00:00")) / 1000;

/** "mardi 8 décembre 2026" for a message's day. */
export function dayWords(seconds) {
  const date = wallClock(seconds);
  return words(date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate());
}

/** "mardi 8 décembre 2026, 09:00" for a time of the programme's clock. */
export const programmeWords = (iso) => inWords(iso, words);

/** The same in short and without the year, for what comes soon. */
export const soonWords = (iso) => inWords(iso, (year, month, day) => words(year, month, day, true));

/**
 * The wall clock is read off the text as the server wrote it:
 * the browser's own time-zone data may be older than Morocco's last change of rules.
 */
function inWords(iso, dayWordsOf) {
  const [, year, month, day, hour, minute] = iso.match(/^(\d+)-(\d+)-(\d+)T(\d+):(\d+)/) ?? [];
  if (!year) return iso;
  return `${dayWordsOf(Number(year), Number(month) - 1, Number(day))}${language() === "ar" ? "،" : ","} ${hour}:${minute}`;
}

function words(year, month, day, short = false) {
  const date = new Date(Date.UTC(year, month, day, 12));
  if (language() === "ar") {
    const weekday = format(date, { weekday: "long", timeZone: "UTC" });
    return `${weekday} ${day} ${MOROCCAN_MONTHS[month]}${short ? "" : ` ${year}`}`;
  }
  const parts = short ? { weekday: "short", month: "short" } : { weekday: "long", month: "long", year: "numeric" };
  return format(date, { ...parts, day: "numeric", timeZone: "UTC" });
}

/** "1:07" for a length in seconds. */
export function lengthOf(seconds) {
  const whole = Math.max(0, Math.round(seconds || 0));
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
}
