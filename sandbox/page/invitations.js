// Invitation links: https://t.me/BOT?start=TOKEN (or tg://resolve?domain=BOT&start=TOKEN) opens the bot with "/start TOKEN".

const LINK = /(?:https?:\/\/)?(?:t|telegram)\.me\/(\w+)\?start=([\w-]+)|tg:\/\/resolve\?domain=(\w+)&start=([\w-]+)/gi;

/** The tokens of all invitations to this bot in a text, each once. */
export function tokensIn(text, botName) {
  const tokens = [...text.matchAll(LINK)]
    .filter((match) => (match[1] ?? match[3]).toLowerCase() === botName.toLowerCase())
    .map((match) => match[2] ?? match[4]);
  return [...new Set(tokens)];
}

/** The token of a text that is an invitation link and nothing else. */
export function onlyToken(text, botName) {
  const [token] = tokensIn(text, botName);
  return token && text.trim().replace(LINK, "") === "" ? token : null;
}

export const startCommand = (token) => `/start ${token}`;
