import { h, icon } from "./dom.js";
import { t } from "./i18n.js";

/** Shows a picture as large as the window; a click or Escape closes it. */
export function lightbox(src, caption) {
  const dialog = h("dialog.lightbox", { "aria-label": t("photo"), "data-testid": "lightbox" },
    h("figure", {}, h("img", { src, alt: caption ?? t("photo") }), caption ? h("figcaption", {}, caption) : ""),
    h("a.icon-button.save", { href: src, download: "picture", "aria-label": t("download") }, icon("download")),
    h("button.icon-button.close", { type: "button", autofocus: true, "aria-label": t("close"), onclick: () => dialog.close() }, icon("close")));
  dialog.addEventListener("click", (event) => { if (!event.target.closest("a")) dialog.close(); });
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
}
