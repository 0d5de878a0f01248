import { h, byId } from "./dom.js";
import { t } from "./i18n.js";
import { sheet, toast } from "./toast.js";
import * as api from "./api.js";

const LIMIT = 10;

/** Asks for files. */
export function choose(user) {
  const input = h("input", { type: "file", multiple: true });
  input.addEventListener("change", () => offer(user, [...input.files]));
  input.click();
}

/** Shows what is about to be sent, with a caption and a choice between photo and file. */
export function offer(user, files) {
  if (!files.length) return;
  if (files.length > LIMIT) return toast(t("tooMany"));
  const kind = kindOf(files);
  const caption = h("input", { type: "text", maxlength: 1024, "data-testid": "attach-caption" });
  const urls = [];
  const previews = files.map((file) => {
    if (!file.type.startsWith("image/")) return h("span", {}, file.name);
    urls.push(URL.createObjectURL(file));
    return h("img", { src: urls.at(-1), alt: file.name });
  });
  const send = async (as) => {
    dialog.close();
    try {
      await api.sendFiles(user, as, files, caption.value, as === "document" ? 0 : await secondsOf(files[0]));
    } catch (problem) {
      toast(problem.message);
    }
  };
  const actions = [h("button.primary", { type: "button", "data-testid": "attach-send", onclick: () => send(kind) }, t(kind === "photo" ? "photoAs" : "send"))];
  if (kind !== "document") actions.push(h("button.plain", { type: "button", onclick: () => send("document") }, t("fileAs")));
  const dialog = sheet(t("attach"), h("div.attach-preview", {}, ...previews), h("label", {}, t("caption"), caption), h("div.actions", {}, ...actions));
  caption.addEventListener("keydown", (event) => { if (event.key === "Enter") send(kind); });
  dialog.addEventListener("close", () => urls.forEach((url) => URL.revokeObjectURL(url)));
}

/** How long a film or sound is, in whole seconds as Telegram's apps tell it; 0 for anything else. */
function secondsOf(file) {
  if (!/^(video|audio)\//.test(file.type)) return Promise.resolve(0);
  const player = document.createElement(file.type.startsWith("video/") ? "video" : "audio");
  const url = URL.createObjectURL(file);
  return new Promise((resolve) => {
    const done = (seconds) => { URL.revokeObjectURL(url); resolve(Number.isFinite(seconds) ? Math.ceil(seconds) : 0); };
    player.onloadedmetadata = () => done(player.duration);
    player.onerror = () => done(0);
    player.src = url;
  });
}

function kindOf(files) {
  const every = (test) => files.every((file) => test.test(file.type));
  if (every(/^image\/(png|jpeg|webp)$/)) return "photo";
  if (every(/^image\/gif$/)) return "animation";
  if (every(/^video\//)) return "video";
  if (every(/^audio\/ogg/)) return "voice";
  if (every(/^audio\//)) return "audio";
  return "document";
}

/** Files may be dropped on the chat or pasted into it. */
export function acceptDrops(currentUser) {
  const chat = byId("chat");
  const hint = byId("drop");
  let depth = 0;
  const hasFiles = (event) => event.dataTransfer?.types.includes("Files");
  chat.addEventListener("dragenter", (event) => { if (hasFiles(event)) { depth++; hint.hidden = false; } });
  chat.addEventListener("dragleave", () => { depth = Math.max(0, depth - 1); if (!depth) hint.hidden = true; });
  chat.addEventListener("dragover", (event) => { if (hasFiles(event)) event.preventDefault(); });
  chat.addEventListener("drop", (event) => {
    if (!hasFiles(event)) return;
    event.preventDefault();
    depth = 0;
    hint.hidden = true;
    offer(currentUser(), [...event.dataTransfer.files]);
  });
  document.addEventListener("paste", (event) => offer(currentUser(), [...(event.clipboardData?.files ?? [])]));
}
