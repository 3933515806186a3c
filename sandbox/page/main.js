// Puts the page together: three phones, the clock, the tabs, and the one long poll that keeps them fresh.

import { getClock, getInfo } from "./api.js";
import { Chats } from "./chats.js";
import { ClockBar } from "./clock.js";
import { startOfDay } from "./dates.js";
import { el, translate } from "./dom.js";
import { follow, untilAnswered } from "./events.js";
import { LANGUAGES, chooseFirstLanguage, language, setLanguage, t } from "./i18n.js";
import { intro } from "./intro.js";
import { startCommand } from "./invitations.js";
import { People, ROLES } from "./people.js";
import { Phone } from "./phone.js";
import { Tabs } from "./tabs.js";

const LANGUAGE_NAMES = { fr: "FR", ar: "ع", en: "EN" };
const address = new URLSearchParams(location.search);

const people = new People();
const chats = new Chats();
let phones = [];
let tabs = null;
let clock = null;

async function start() {
  chooseFirstLanguage(address.get("ui"));
  document.body.append(el("p", { class: "connection", role: "status", word: "app.offline" }));
  const info = await untilAnswered(getInfo, showConnection);
  await untilAnswered(() => people.reload(), showConnection);
  build(info);
  phones.forEach((phone) => phone.show(firstPerson(phone.role)));
  people.addEventListener("change", onPeople);
  chats.addEventListener("change", (event) => onChat(event.detail));
  if (clock) startClock(await untilAnswered(getClock, showConnection));
  await follow(onEvents, showConnection);
}

function startClock(reading) {
  clock.show(reading);
  chats.newsSince = startOfDay(reading.now);
}

function showConnection(connected) {
  document.body.classList.toggle("offline", !connected);
}

function build(info) {
  const shared = { people, chats, bot: info.bot, phones: () => phones, onChoice, invite };
  phones = ROLES.map((role) => new Phone(role, shared));
  tabs = new Tabs(phones, (phone) => phone.draw());
  clock = info.clock ? new ClockBar({ onFailure: sayFailure }) : null;
  const explanation = intro();
  document.body.append(
    el("header", { class: "top" },
      el("div", { class: "brand" }, el("h1", { word: "app.title" }), el("p", { word: "app.subtitle" })),
      clock?.element, el("div", { class: "top-end" }, explanation.open, languageSwitch())),
    explanation.strip,
    el("main", { class: "phones" }, phones.map((phone) => phone.element)),
    tabs.element);
}

function firstPerson(role) {
  const wanted = Number(address.get(role));
  return people.get(wanted)?.id ?? people.withRole(role)[0]?.id ?? null;
}

/** The server says whose phone changed: somebody new or renamed, or something new in the chat. */
async function onEvents({ users, clock: reading }) {
  clock?.show(reading);
  if (users.length === 0) return;
  await people.reload();
  await Promise.all(users.map((id) => chats.refresh(id)));
}

/** A phone nobody holds yet goes to the first person of its role who comes in. */
function onPeople() {
  for (const phone of phones) {
    const person = phone.person ? null : firstPerson(phone.role);
    if (person) phone.show(person);
    else phone.draw();
  }
  tabs.draw();
}

function onChat({ userId, sent }) {
  for (const phone of phones) {
    if (phone.userId === userId) phone.draw({ sent });
    else phone.drawAround();
  }
  tabs.draw();
}

/** Keeps the address in step, so that it can be copied or reloaded. */
function onChoice() {
  const parameters = new URLSearchParams(location.search);
  for (const phone of phones) if (phone.userId !== null) parameters.set(phone.role, phone.userId);
  parameters.set("ui", language());
  history.replaceState(null, "", `?${parameters}`);
  tabs.draw();
}

/** An invitation is opened on another phone: that phone comes to the front and starts the bot. */
function invite(phone, token) {
  tabs.choose(phone);
  phone.draw();
  phone.send({ text: startCommand(token) });
}

function languageSwitch() {
  const buttons = LANGUAGES.map((code) =>
    el("button", { type: "button", lang: code, testid: `ui-${code}`, text: LANGUAGE_NAMES[code], on: { click: () => change(code) } }));
  const mark = () => LANGUAGES.forEach((code, index) => buttons[index].setAttribute("aria-pressed", String(code === language())));
  const change = (code) => {
    setLanguage(code);
    translate(document);
    mark();
    phones.forEach((phone) => phone.redraw());
    clock?.draw();
    onChoice();
  };
  mark();
  return el("div", { class: "languages", role: "group", "aria-label": t("app.language") }, buttons);
}

function sayFailure(error) {
  const phone = phones.find((one) => one.visible) ?? phones[0];
  phone.notices.toast(t("notice.failed", { reason: error.message }));
}

start();
