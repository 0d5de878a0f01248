import { h, byId } from "./dom.js";
import { t } from "./i18n.js";
import { toast } from "./toast.js";
import * as api from "./api.js";

const menu = byId("more-menu");
const opener = byId("more");

/** Fills the menu of the chat: the language, blocking, and trouble on demand. */
export function fillMenu(state) {
  const item = (label, action, name = "") => h("button" + name, { type: "button", role: "menuitem", onclick: () => { close(); action().catch((problem) => toast(problem.message)); } }, label);
  const fault = (label, what) => item(label, () => api.fault(what).then(() => toast(t("troubleOn"))));
  const russian = state.person.user.language_code.startsWith("ru");
  menu.replaceChildren(
    item(russian ? "English" : "Русский", () => api.change(state.user, { language_code: russian ? "en" : "ru" })),
    item(t(state.person.blocked ? "unblock" : "block"), () => api.change(state.user, { blocked: !state.person.blocked }), ".danger"),
    h("hr"),
    h("p", {}, t("trouble")),
    fault(t("t429"), { kind: "throttled", seconds: 5 }),
    fault(t("t500"), { kind: "server_error" }),
    fault(t("tSilent"), { kind: "no_answer" }),
    item(t("tTwice"), () => api.copies(2).then(() => toast(t("troubleOn")))),
    item(t("tCalm"), () => api.clearFaults().then(() => toast(t("calm")))));
}

function open(on) {
  menu.hidden = !on;
  opener.setAttribute("aria-expanded", String(on));
  if (on) menu.querySelector("button")?.focus();
}

const close = () => open(false);

opener.addEventListener("click", (event) => { event.stopPropagation(); open(menu.hidden); });
document.addEventListener("click", (event) => { if (!menu.contains(event.target)) close(); });
menu.addEventListener("keydown", (event) => {
  const items = [...menu.querySelectorAll("button")];
  const step = { ArrowDown: 1, ArrowUp: items.length - 1 }[event.key];
  if (step) {
    event.preventDefault();
    items[(items.indexOf(document.activeElement) + step) % items.length].focus();
  } else if (event.key === "Escape") {
    close();
    opener.focus();
  }
});
