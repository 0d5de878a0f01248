import { h, icon, ticks } from "./dom.js";
import { rich } from "./entities.js";
import { media, isVisual, summary } from "./media.js";
import { keyboard, carryOver } from "./keyboard.js";
import { t, clock, number } from "./i18n.js";

/** Draws one message, or the messages of one album, as a bubble with its keyboard. */
export function unit(messages, act) {
  const [first] = messages;
  const service = serviceText(first);
  if (service) return h("div.service", { ...identity(first), "data-testid": "message" }, service);
  const own = !first.from.is_bot;
  const node = h("article.unit" + (own ? ".own" : ""), { ...identity(first), "data-testid": "message", "data-from": own ? "user" : "bot" });
  // As Telegram's apps: what bots change is not marked.
  const edited = own && messages.some((message) => message.edit_date);
  if (edited) node.classList.add("edited");
  if (first.sticker) node.classList.add("sticker");
  node.append(bubble(messages, own, edited, act));
  const keys = keyboard(first, act);
  if (keys) {
    node.classList.add("has-keys");
    node.append(keys);
    carryOver(first, node);
  }
  return node;
}

const identity = (message) => ({ "data-message-id": message.message_id });

function bubble(messages, own, edited, act) {
  const [first] = messages;
  const captioned = messages.find((message) => message.text || message.caption) ?? first;
  const text = captioned.text ?? captioned.caption;
  const node = h("div.bubble", {}, forwarded(first), replyTo(first, act));
  const below = captioned.show_caption_above_media;
  const views = shown(messages);
  const body = text && h("div.body", { "data-testid": "text" }, ...rich(text, captioned.entities ?? captioned.caption_entities, act));
  if (isVisual(first)) node.classList.add("with-media");
  if (!text && isVisual(first)) node.classList.add("bare");
  node.append(...(below ? [body, ...views] : [...views, body]).filter(Boolean));
  if (first.invoice) node.append(invoice(first.invoice));
  if (first.document && !text) node.classList.add("file-only");
  if (first.reaction?.length) node.append(h("span.reaction", {}, first.reaction[0].emoji ?? "★"));
  node.append(meta(first, own, edited), tools(first, own, act));
  return node;
}

function shown(messages) {
  if (messages.length === 1) {
    const view = media(messages[0]);
    return view ? [view.node] : [];
  }
  const views = messages.map((message) => {
    const view = media(message).node;
    view.setAttribute("data-message-id", message.message_id);
    return view;
  });
  return isVisual(messages[0]) ? [h("div.album", {}, ...views)] : views;
}

function invoice(what) {
  return h("div.invoice", { "data-testid": "invoice" }, h("h3", {}, what.title), what.description, h("br"), h("span.price", {}, `⭐ ${number(what.total_amount)}`));
}

function forwarded(message) {
  const origin = message.forward_origin;
  return origin ? h("span.forwarded", {}, `${t("forwarded")} ${origin.sender_user?.first_name ?? ""}`) : null;
}

function replyTo(message, act) {
  const original = message.reply_to_message;
  if (!original) return null;
  return h("button.reply-to", { type: "button", onclick: () => act.scrollTo(original.message_id) },
    h("b", {}, original.from?.first_name ?? ""), h("span", {}, summary(original)));
}

function meta(message, own, edited) {
  const time = h("time", { datetime: new Date(message.date * 1000).toISOString() }, clock(message.date));
  return h("div.meta", {}, edited ? h("span", {}, t("edited")) : "", time, own ? ticks() : "");
}

function tools(message, own, act) {
  const node = h("div.tools", {}, h("button", { type: "button", title: t("reply"), "aria-label": t("reply"), onclick: () => act.reply(message) }, icon("reply")));
  if (own && message.text) {
    node.append(h("button", { type: "button", title: t("edit"), "aria-label": t("edit"), onclick: () => act.edit(message) }, icon("edit")));
  }
  return node;
}

function serviceText(message) {
  if (message.successful_payment) return t("paidService", { n: number(message.successful_payment.total_amount) });
  if (message.refunded_payment) return t("refundService", { n: number(message.refunded_payment.total_amount) });
  return null;
}
