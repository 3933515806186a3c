// The server's control routes, one function each. Every failure is an Error whose message can be shown.

// Longer than any answer the server holds back on purpose, so that a dead connection is noticed in the end.
const PATIENCE_MS = 45_000;
// Moving the programme's clock plays everything that falls due on the way.
const CLOCK_PATIENCE_MS = 600_000;

async function call(path, options = {}, patience = PATIENCE_MS) {
  const response = await fetch(path, { signal: AbortSignal.timeout(patience), ...options });
  const body = await response.text();
  if (!response.ok) throw new Error(reasonIn(body) ?? `${response.status} ${response.statusText}`);
  return body ? JSON.parse(body) : null;
}

function reasonIn(body) {
  try {
    const answer = JSON.parse(body);
    return answer.description ?? answer.error ?? answer.detail ?? null;
  } catch {
    return null;
  }
}

function post(path, value, patience) {
  const options = { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(value) };
  return call(path, options, patience);
}

const user = (id, rest) => `/sandbox/users/${encodeURIComponent(id)}/${rest}`;

export const getInfo = () => call("/sandbox/info");
export const getUsers = () => call("/sandbox/users");
export const addUser = (person) => post("/sandbox/users", person);
export const getChat = (id, after) => call(user(id, `chat?after=${after}`));
export const sendMessage = (id, message) => post(user(id, "send"), message);
export const tap = (id, messageId, data) => post(user(id, "tap"), { message_id: messageId, data });
export const block = (id, blocked) => post(user(id, "block"), { blocked });
export const getEvents = (after, wait) => call(`/sandbox/events?after=${after}&wait=${wait}`);
export const getClock = () => call("/clock");
export const moveClock = (step) => post("/clock", step, CLOCK_PATIENCE_MS);

/** Sends a file as one of Telegram's kinds: voice, photo, video or document. */
export function sendFile(id, kind, blob, name, extra = {}) {
  const form = new FormData();
  form.append(kind, blob, name);
  for (const [key, value] of Object.entries(extra)) form.append(key, value);
  return call(user(id, "send"), { method: "POST", body: form });
}
