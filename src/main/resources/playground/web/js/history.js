import { h, byId } from "./dom.js";
import { unit } from "./message.js";
import { day, t } from "./i18n.js";

const list = byId("messages");
const scroll = byId("scroll");
const toBottom = byId("to-bottom");
const NEAR = 120;

let messages = new Map();
let undelivered = new Set();
let drawn = new Map();
let act = {};
let typing = null;
let atEnd = true;
let lastTop = 0;

/** Shows these messages instead of the former ones. */
export function show(all, notDelivered, actions) {
  messages = new Map(all.map((message) => [message.message_id, message]));
  undelivered = new Set(notDelivered);
  drawn = new Map();
  act = actions;
  typing = null;
  list.replaceChildren();
  draw(false);
  atEnd = true;
  settle();
}

/** Adds or replaces a message. */
export function put(message) {
  const known = messages.get(message.message_id);
  messages.set(message.message_id, { ...message, reaction: message.reaction ?? known?.reaction });
  const follow = atEnd || (!known && !message.from.is_bot);
  draw(true);
  if (follow) glide();
}

export function remove(id) {
  messages.delete(id);
  draw(true);
}

export function deliver(id) {
  if (undelivered.delete(id)) draw(true);
}

/** A new message of the user waits for the bot until told otherwise. */
export const expectDelivery = (id) => undelivered.add(id);

export function react(id, reaction) {
  const message = messages.get(id);
  if (message) put({ ...message, reaction });
}

export const isEmpty = () => messages.size === 0;
export const find = (id) => messages.get(id);
export const lastOwnText = () => [...messages.values()].reverse().find((message) => !message.from.is_bot && message.text);

/** Shows or hides the three hopping dots. */
export function showTyping(on) {
  typing?.remove();
  typing = on ? h("div.unit", { "aria-hidden": true }, h("div.bubble.typing", {}, h("i"), h("i"), h("i"))) : null;
  if (typing) {
    list.append(typing);
    if (atEnd) glide();
  }
}

export function scrollTo(id) {
  const node = list.querySelector(`[data-message-id="${id}"]`);
  node?.scrollIntoView({ block: "center", behavior: "smooth" });
  node?.classList.remove("changed");
  requestAnimationFrame(() => node?.classList.add("changed"));
}

/** Albums are one unit; every other message is its own. */
function units() {
  const grouped = new Map();
  for (const message of [...messages.values()].sort((a, b) => a.message_id - b.message_id)) {
    const key = message.media_group_id ? "g" + message.media_group_id : "m" + message.message_id;
    grouped.set(key, [...(grouped.get(key) ?? []), message]);
  }
  return grouped;
}

/** Brings the page in line with the messages, touching only what changed, so that players play on. */
function draw(animated) {
  const wanted = [];
  let lastDay = "";
  let before = null;
  for (const [key, group] of units()) {
    const today = day(group[0].date);
    if (today !== lastDay) wanted.push(separator(today));
    lastDay = today;
    const node = drawUnit(key, group, animated);
    node.classList.toggle("follows", before === group[0].from.id);
    node.classList.toggle("delivered", !group.some((message) => undelivered.has(message.message_id)));
    before = group[0].from.id;
    wanted.push(node);
  }
  if (!wanted.length) wanted.push(welcome());
  if (typing) wanted.push(typing);
  wanted.forEach((node, i) => { if (list.children[i] !== node) list.insertBefore(node, list.children[i] ?? null); });
  while (list.children.length > wanted.length) list.lastChild.remove();
}

function drawUnit(key, group, animated) {
  const state = JSON.stringify(group);
  const old = drawn.get(key);
  if (old?.state === state) return old.node;
  const node = unit(group, act);
  if (animated) node.classList.add(old ? "changed" : "fresh");
  old?.node.replaceWith(node);
  drawn.set(key, { state, node });
  return node;
}

function separator(label) {
  const key = "d" + label;
  if (!drawn.has(key)) drawn.set(key, { state: label, node: h("div.day", {}, label) });
  return drawn.get(key).node;
}

function welcome() {
  return h("div.welcome", { "data-testid": "welcome" }, h("h2", {}, t("welcome")), h("p", {}, act.description || t("welcomeText")));
}

const isAtEnd = () => scroll.scrollHeight - scroll.scrollTop - scroll.clientHeight < NEAR;

/** Follows the end. */
export function glide() {
  atEnd = true;
  scroll.scrollTo({ top: scroll.scrollHeight, behavior: "smooth" });
}

/** Who was at the end stays there when something grows: a picture, the keyboard, the window. */
function settle() {
  if (atEnd) scroll.scrollTop = scroll.scrollHeight;
}

function look() {
  atEnd = isAtEnd() || (atEnd && scroll.scrollTop > lastTop);
  lastTop = scroll.scrollTop;
  toBottom.hidden = atEnd;
}

scroll.addEventListener("scroll", look, { passive: true });
const growth = new ResizeObserver(settle);
growth.observe(scroll);
growth.observe(list);
toBottom.addEventListener("click", glide);
