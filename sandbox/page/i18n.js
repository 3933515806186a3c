// The language of the page's own words (not of the chats): French, Arabic or English.

import { WORDS } from "./words.js";

export const LANGUAGES = ["fr", "ar", "en"];

const KEY = "sandbox.ui";
let current = "fr";

export const language = () => current;

/** The address decides, then the last choice on this machine, then the browser. */
export function chooseFirstLanguage(parameter) {
  const browser = (navigator.language || "fr").slice(0, 2);
  const wanted = [parameter, remembered(), browser].find((code) => LANGUAGES.includes(code));
  setLanguage(wanted ?? "fr");
}

export function setLanguage(code) {
  current = code;
  document.documentElement.lang = code;
  document.documentElement.dir = code === "ar" ? "rtl" : "ltr";
  try { localStorage.setItem(KEY, code); } catch { /* private mode: the choice lasts as long as the page */ }
}

function remembered() {
  try { return localStorage.getItem(KEY); } catch { return null; }
}

/** The words for `key`, with `{name}` replaced from `values`. */
export function t(key, values = {}) {
  const row = WORDS[key];
  if (!row) throw new Error(`no words for "${key}"`);
  return row[LANGUAGES.indexOf(current)].replace(/\{(\w+)\}/g, (_, name) => values[name]);
}
