import { h, byId } from "./dom.js";
import { t } from "./i18n.js";

const SECONDS = 4;

/** A short note that goes by itself. */
export function toast(text) {
  const node = h("div.toast", { "data-testid": "toast" }, text);
  byId("toasts").append(node);
  setTimeout(() => node.remove(), SECONDS * 1000);
}

/** A note that must be confirmed. */
export function alertBox(text) {
  const dialog = sheet("", h("p", { "data-testid": "alert-text" }, text),
    h("div.actions", {}, h("button.primary", { type: "button", "data-testid": "alert-ok", onclick: () => dialog.close() }, t("ok"))));
  dialog.dataset.testid = "alert";
}

/** A dialog with this content; removed when closed. */
export function sheet(title, ...content) {
  const dialog = h("dialog.sheet", { "aria-label": title || t("bot") }, title ? h("h2", {}, title) : "", ...content);
  dialog.addEventListener("close", () => dialog.remove());
  dialog.addEventListener("click", (event) => { if (event.target === dialog) dialog.close(); });
  document.body.append(dialog);
  dialog.showModal();
  return dialog;
}

export async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    toast(t("copied"));
  } catch {
    toast(text);
  }
}
