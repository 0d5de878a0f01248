import { h } from "./dom.js";
import { t } from "./i18n.js";

/** Buttons that wait for the bot's answer, by the id of their callback query. */
const waiting = new Map();
const PATIENCE = 30_000;

/** The inline keyboard under a bubble, or null. */
export function keyboard(message, act) {
  const rows = message.reply_markup?.inline_keyboard;
  if (!rows?.length) return null;
  return h("div.keys", { role: "group" }, ...rows.map((row) => h("div.keys-row", {}, ...row.map((button) => key(button, message, act)))));
}

function key(button, message, act) {
  const attributes = { "data-testid": "inline-button", "data-callback": button.callback_data, "data-style": button.style };
  if (button.url) {
    const onclick = (event) => { if (act.link(button.url)) event.preventDefault(); };
    return h("a.key", { ...attributes, href: button.url, target: "_blank", rel: "noopener noreferrer", onclick }, button.text, corner("↗"));
  }
  const node = h("button.key", { ...attributes, type: "button" }, button.text);
  if (button.web_app) node.append(corner("◱"));
  if (button.copy_text) node.append(corner("⧉"));
  node.addEventListener("click", () => press(button, message, node, act));
  return node;
}

const corner = (sign) => h("span.corner", { "aria-hidden": true }, sign);

async function press(button, message, node, act) {
  if (button.pay) return act.pay({ message_id: message.message_id }, message.invoice);
  if (button.copy_text) return act.copy(button.copy_text.text);
  if (button.switch_inline_query_current_chat !== undefined) return act.prefill(button.switch_inline_query_current_chat);
  if (button.callback_data === undefined) return act.toast(t("unknownButton"));
  node.setAttribute("aria-busy", "true");
  try {
    const { id } = await act.tap(message.message_id, button.callback_data);
    if (answeredEarly.delete(id)) return release(node);
    const timer = setTimeout(() => { answered(id); act.toast(t("noAnswer")); }, PATIENCE);
    waiting.set(id, { node, timer, message: message.message_id, data: button.callback_data });
  } catch (problem) {
    release(node);
    act.toast(problem.message);
  }
}

/** The answer may overtake the reply that tells the query's id. */
const answeredEarly = new Set();

/** The bot has answered this callback query: its button is free again. */
export function answered(id) {
  const pressed = waiting.get(id);
  if (!pressed) {
    answeredEarly.add(id);
    return;
  }
  clearTimeout(pressed.timer);
  waiting.delete(id);
  release(pressed.node);
}

/** A bubble was drawn anew: a button still waiting in it keeps its spinner. */
export function carryOver(message, node) {
  for (const pressed of waiting.values()) {
    if (pressed.message !== message.message_id) continue;
    const same = [...node.querySelectorAll(".key")].find((key) => key.dataset.callback === pressed.data);
    if (same) {
      same.setAttribute("aria-busy", "true");
      pressed.node = same;
    }
  }
}

const release = (node) => node.removeAttribute("aria-busy");
