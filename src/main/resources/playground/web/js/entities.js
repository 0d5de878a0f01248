import { h } from "./dom.js";

const TAGS = { bold: "b", italic: "i", underline: "u", strikethrough: "s", code: "code", pre: "pre" };

/** Text with its entities as nodes. Entities nest; offsets are UTF-16 units, like JavaScript's. */
export function rich(text, entities = [], act = {}) {
  const sorted = [...entities].sort((a, b) => a.offset - b.offset || b.length - a.length);
  return range(text, 0, text.length, sorted, act);
}

function range(text, from, to, entities, act) {
  const nodes = [];
  let at = from;
  const plain = (start, end) => nodes.push(text.slice(start + Number(isBlock(nodes.at(-1)) && text[start] === "\n"), end));
  for (let i = 0; i < entities.length; i++) {
    const entity = entities[i];
    const end = Math.min(entity.offset + entity.length, to);
    if (entity.offset < at || end <= entity.offset) continue;
    if (entity.offset > at) plain(at, entity.offset);
    const inside = entities.slice(i + 1).filter((other) => other.offset < end);
    nodes.push(element(entity, text.slice(entity.offset, end), range(text, entity.offset, end, inside, act), act));
    at = end;
  }
  if (at < to) plain(at, to);
  return nodes;
}

/** A quote ends its line by itself: the line break that follows it is not shown. */
const isBlock = (node) => node instanceof Element && /^(BLOCKQUOTE|PRE)$/.test(node.tagName);

function element(entity, text, children, act) {
  switch (entity.type) {
    case "text_link": return link(entity.url, children, act);
    case "url": return link(text, children, act);
    case "email": return link("mailto:" + text, children, act);
    case "bot_command": return h("button.command", { type: "button", onclick: () => act.command?.(text) }, ...children);
    case "spoiler": return revealed("span.spoiler", children);
    case "blockquote": return h("blockquote", {}, ...children);
    case "expandable_blockquote": return revealed("blockquote.expandable", children);
    case "code": return h("code", { onclick: () => act.copy?.(text) }, ...children);
    default: return TAGS[entity.type] ? h(TAGS[entity.type], {}, ...children) : h("span.command", {}, ...children);
  }
}

function link(url, children, act) {
  const onclick = (event) => { if (act.link?.(url)) event.preventDefault(); };
  return h("a", { href: /^(https?|mailto|tg):/.test(url) ? url : "http://" + url, target: "_blank", rel: "noopener noreferrer", onclick }, ...children);
}

function revealed(what, children) {
  const node = h(what, { tabindex: 0, role: "button" }, ...children);
  const open = () => node.classList.add("open");
  node.addEventListener("click", open);
  node.addEventListener("keydown", (event) => { if (event.key === "Enter" || event.key === " ") open(); });
  return node;
}
