import { byId, h } from "./dom.js";
import { speak, t, number } from "./i18n.js";
import { toast, alertBox, copy } from "./toast.js";
import { answered } from "./keyboard.js";
import { summary } from "./media.js";
import { showPeople } from "./people.js";
import { compose, prefill } from "./composer.js";
import { buyStars, paySheet } from "./payment.js";
import { acceptDrops } from "./attach.js";
import { fillMenu } from "./menu.js";
import * as history from "./history.js";
import * as api from "./api.js";

const ACTION_SECONDS = 5;
const FIRST_PEOPLE = [
  { id: 1001, first_name: "Alice", language_code: "en" },
  { id: 1002, first_name: "Борис", language_code: "ru" },
];

/** What the page knows about the open chat. */
const state = {
  user: 0, person: null, commands: [], editing: null, replying: null, startWith: null,
  isEmpty: history.isEmpty, lastOwnText: history.lastOwnText,
  edit: (message) => { state.editing = message; state.replying = null; compose(state); },
  cancel: () => { state.editing = state.replying = null; compose(state); },
};

/** What bubbles can do. */
const act = {
  tap: (message, data) => api.tap(state.user, message, data),
  pay: (what, invoice) => paySheet(state.user, state.person.stars, what, invoice),
  command: (text) => api.say(state.user, text).catch((problem) => toast(problem.message)),
  reply: (message) => { state.replying = message; state.editing = null; compose(state); },
  edit: state.edit,
  scrollTo: history.scrollTo,
  link: openLink,
  copy, toast, prefill,
  description: "",
};

let everyone = [];
let stopWatching = () => {};
let actionTimer = 0;

/** Links to invoices and to the bot itself stay here; true if the link was dealt with. */
function openLink(url) {
  const invoice = /^https:\/\/t\.me\/(\$[\w-]+)$/.exec(url);
  if (invoice) act.pay({ slug: invoice[1] }, null);
  const start = /^https:\/\/t\.me\/\w+\?start=([\w-]+)$/.exec(url);
  if (start) act.command("/start " + start[1]);
  return Boolean(invoice || start);
}

async function open(user) {
  const chat = await api.chat(user);
  if (user !== state.user) {
    stopWatching();
    stopWatching = api.watch(user, onEvent, () => open(user));
    state.editing = state.replying = null;
  }
  Object.assign(state, { user, person: chat.person, commands: chat.commands, bot: chat.bot });
  act.description = chat.description;
  remember(user);
  speak(chat.person.user.language_code);
  history.show(chat.messages, chat.undelivered, act);
  byId("bot-name").textContent = chat.bot.first_name;
  byId("bot-avatar").textContent = [...chat.bot.first_name][0];
  document.title = chat.bot.first_name;
  showAction(null);
  drawPerson();
  everyone = await api.people();
  showPeople(everyone, state.user, choose);
}

const choose = (user) => open(user).catch((problem) => toast(problem.message));

function drawPerson() {
  byId("stars").textContent = `⭐ ${number(state.person.stars)}`;
  const pinned = history.find(state.person.pinned.at(-1));
  byId("pinned").hidden = !pinned;
  byId("pinned").replaceChildren(...(pinned ? [h("b", {}, t("pinned")), summary(pinned)] : []));
  fillMenu(state);
  compose(state);
}

function onEvent({ type, chat_id: chat, value }) {
  if (type === "person") return onPerson(value);
  if (chat && chat !== state.user) return;
  switch (type) {
    case "message": return onMessage(value);
    case "edited": return onEdited(value);
    case "deleted": return history.remove(value.message_id);
    case "delivered": return history.deliver(value.message_id);
    case "reaction": return history.react(value.message_id, value.reaction);
    case "action": return showAction(value.action);
    case "answer": return value.kind === "callback" && onAnswer(value);
    case "commands": return api.chat(state.user).then((fresh) => { state.commands = fresh.commands; compose(state); });
  }
}

function onPerson(person) {
  const index = everyone.findIndex((other) => other.user.id === person.user.id);
  if (index < 0) everyone.push(person); else everyone[index] = person;
  showPeople(everyone, state.user, choose);
  if (person.user.id !== state.user) return;
  const otherLanguage = person.user.language_code !== state.person.user.language_code;
  state.person = person;
  if (otherLanguage) choose(state.user); else drawPerson();
}

function onMessage(message) {
  const first = history.isEmpty();
  if (message.from.is_bot) showAction(null); else history.expectDelivery(message.message_id);
  history.put(message);
  if (first) compose(state);
}

/** Media that replace a text are what the bot was busy with; a mere change of text is not. */
function onEdited(message) {
  if (message.from.is_bot && !message.text) showAction(null);
  history.put(message);
}

function onAnswer(answer) {
  answered(answer.id);
  if (answer.url) openLink(answer.url);
  if (answer.text) (answer.show_alert ? alertBox : toast)(answer.text);
}

function showAction(action) {
  clearTimeout(actionTimer);
  const status = byId("bot-status");
  status.textContent = action ? t(action) : t("bot");
  status.classList.toggle("busy", Boolean(action));
  history.showTyping(Boolean(action));
  if (action) actionTimer = setTimeout(() => showAction(null), ACTION_SECONDS * 1000);
}

function remember(user) {
  const url = new URL(location);
  url.searchParams.set("user", user);
  url.searchParams.delete("start");
  window.history.replaceState(null, "", url);
}

async function begin() {
  const asked = new URLSearchParams(location.search);
  state.startWith = asked.get("start");
  everyone = await api.people();
  for (const person of FIRST_PEOPLE) {
    if (!everyone.some((other) => other.user.id === person.id)) everyone.push(await api.register(person));
  }
  const wanted = Number(asked.get("user"));
  await open(everyone.some((person) => person.user.id === wanted) ? wanted : FIRST_PEOPLE[0].id);
}

byId("stars").addEventListener("click", () => buyStars(state.user, state.person.stars));
acceptDrops(() => state.user);
begin().catch((problem) => toast(problem.message));
