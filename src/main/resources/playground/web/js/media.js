import { h, icon } from "./dom.js";
import { fileUrl } from "./api.js";
import { t, size } from "./i18n.js";
import { lightbox } from "./lightbox.js";

/** The kinds a message can show, in the order they are looked for. */
const VIEWS = { photo, animation, video, video_note: round, audio: sound, voice: sound, sticker, document };

/** What a message shows beside its text: {node, kind}, or null. */
export function media(message) {
  const kind = Object.keys(VIEWS).find((name) => message[name]);
  return kind ? { kind, node: VIEWS[kind](message[kind], message) } : null;
}

export const isVisual = (message) => Boolean(message.photo || message.video || message.animation);

function photo(sizes, message) {
  const best = sizes[sizes.length - 1];
  const img = h("img", { src: fileUrl(best.file_id), width: best.width, height: best.height, alt: message.caption ?? t("photo"), "data-testid": "photo", loading: "lazy" });
  return covered(message, h("button.media", { type: "button", "aria-label": t("photo"), onclick: () => lightbox(img.src, message.caption) }, img));
}

function video(file, message) {
  return covered(message, h("div.media", {}, h("video", { src: fileUrl(file.file_id), controls: true, preload: "metadata", playsinline: true, "data-testid": "video" })));
}

function animation(file, message) {
  if (/^image\//.test(file.mime_type)) {
    return covered(message, h("div.media", {}, h("img", { src: fileUrl(file.file_id), alt: "GIF", "data-testid": "animation" })));
  }
  const player = h("video", { src: fileUrl(file.file_id), autoplay: true, loop: true, playsinline: true, "data-testid": "animation" });
  player.muted = true;
  return covered(message, h("div.media", {}, player));
}

function round(file) {
  return h("div.round", {}, h("video", { src: fileUrl(file.file_id), controls: true, preload: "metadata", playsinline: true }));
}

function sound(file, message) {
  const title = file.title ?? (message.voice ? t("voice") : file.file_name ?? t("audio"));
  return h("div.sound", {},
    h("p", {}, title, " ", file.performer ? h("small", {}, file.performer) : ""),
    h("audio", { src: fileUrl(file.file_id), controls: true, preload: "metadata", "aria-label": title, "data-testid": "audio" }));
}

function sticker(file) {
  return h("img", { src: fileUrl(file.file_id), alt: file.emoji ?? t("sticker"), "data-testid": "sticker" });
}

function document(file) {
  return h("a.file", { href: fileUrl(file.file_id), download: file.file_name ?? "file", "data-testid": "document" },
    h("span.file-icon", {}, icon("file")),
    h("span", {}, h("b", {}, file.file_name ?? t("file")), h("small", {}, size(file.file_size ?? 0))));
}

/** Media under a spoiler are blurred until touched. */
function covered(message, node) {
  if (!message.has_media_spoiler) return node;
  node.classList.add("hidden-media");
  node.addEventListener("click", (event) => {
    if (node.classList.contains("hidden-media")) {
      node.classList.remove("hidden-media");
      event.stopImmediatePropagation();
      event.preventDefault();
    }
  }, { capture: true });
  return node;
}

/** One line about a message, for replies and pins. */
export function summary(message) {
  if (message.text) return message.text;
  const kind = { photo: "photo", video: "video", animation: "video", audio: "audio", voice: "voice", document: "file", sticker: "sticker", invoice: "invoice" };
  const name = Object.keys(kind).find((key) => message[key]);
  return [name ? t(kind[name]) : "", message.caption].filter(Boolean).join(", ");
}
