// How far each chat was read, kept while this browser tab lives, so that a reload brings no false news.

const KEY = "sandbox.read";

export function loadMarks() {
  try { return new Map(JSON.parse(sessionStorage.getItem(KEY) ?? "[]")); } catch { return new Map(); }
}

export function saveMarks(marks) {
  try { sessionStorage.setItem(KEY, JSON.stringify([...marks])); } catch { /* private mode: a reload shows all as new */ }
}
