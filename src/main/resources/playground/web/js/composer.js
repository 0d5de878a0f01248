import { h, icon, byId } from "./dom.js";
import { t } from "./i18n.js";
import { toast } from "./toast.js";
import { summary } from "./media.js";
import { commandMenu } from "./commands.js";
import { choose } from "./attach.js";
import * as api from "./api.js";

const foot = byId("foot");
let input = null;

/** Draws the foot of the chat: START, UNBLOCK, or the field to write in. */
export function compose(state) {
  if (state.person.blocked) return wide(t("unblock"), "unblock-button", () => api.change(state.user, { blocked: false }));
  if (state.isEmpty()) return wide(t("start"), "start-button", () => api.say(state.user, ("/start " + (state.startWith ?? "")).trim()));
  const draft = input?.isConnected ? input.value : "";
  const hadFocus = input !== null && document.activeElement === input;
  field(state, draft);
  if (hadFocus || !matchMedia("(pointer: coarse)").matches) input.focus({ preventScroll: true });
}

/** Puts text into the field, to be finished by hand. */
export function prefill(text) {
  if (!input) return;
  input.value = text;
  input.focus();
  input.dispatchEvent(new Event("input"));
}

function wide(label, testid, action) {
  input = null;
  const attempt = () => action().catch((problem) => toast(problem.message));
  foot.replaceChildren(h("button.wide", { type: "button", "data-testid": testid, onclick: attempt }, label));
}

function field(state, draft) {
  input = h("textarea", { rows: 1, placeholder: t("write"), "aria-label": t("write"), "data-testid": "composer-input", enterkeyhint: "send", maxlength: 4096 });
  input.value = state.editing?.text ?? draft;
  const send = h("button.send", { type: "submit", "aria-label": t("send"), "data-testid": "send-button" }, icon(state.editing ? "check" : "send"));
  const commands = commandMenu(state, input);
  const form = h("form.compose", {},
    h("div.field", {},
      state.commands.length ? h("button.menu-button", { type: "button", "aria-haspopup": "listbox", "aria-label": t("menu"), "data-testid": "menu-button", onclick: commands.toggle }, icon("menu"), h("span", {}, t("menu"))) : "",
      input,
      h("button.icon-button", { type: "button", "aria-label": t("attach"), title: t("attach"), "data-testid": "attach-button", onclick: () => choose(state.user) }, icon("attach"))),
    send);
  const resize = () => {
    input.style.height = "auto";
    input.style.height = Math.min(input.scrollHeight, 180) + "px";
    send.disabled = !input.value.trim();
  };
  input.addEventListener("input", () => { resize(); commands.update(); });
  input.addEventListener("keydown", (event) => keys(event, state, form, commands));
  form.addEventListener("submit", (event) => { event.preventDefault(); commands.hide(); submit(state, resize); });
  foot.replaceChildren(...[commands.node, quote(state), form, bigKeys(state)].filter(Boolean));
  resize();
}

function keys(event, state, form, commands) {
  if (commands.onKey(event)) return;
  if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
    event.preventDefault();
    form.requestSubmit();
  } else if (event.key === "ArrowUp" && !input.value) {
    const last = state.lastOwnText();
    if (last) state.edit(last);
  } else if (event.key === "Escape") {
    state.cancel();
  }
}

async function submit(state, resize) {
  const text = input.value.trim();
  if (!text) return;
  const { editing, replying } = state;
  input.value = "";
  resize();
  if (editing || replying) {
    state.editing = state.replying = null;
    compose(state);
  }
  try {
    await (editing ? api.edit(state.user, editing.message_id, text) : api.say(state.user, text, replying?.message_id));
  } catch (problem) {
    if (input && !input.value) prefill(text);
    toast(problem.message);
  }
}

function quote(state) {
  const about = state.editing ?? state.replying;
  if (!about) return null;
  const title = state.editing ? t("editing") : `${t("reply")}: ${about.from.first_name}`;
  return h("div.quote", {}, h("div", {}, h("b", {}, title), h("span", {}, summary(about))),
    h("button.icon-button", { type: "button", "aria-label": t("cancel"), onclick: state.cancel }, icon("close")));
}

/** The bot's reply keyboard, if it shows one. */
function bigKeys(state) {
  const rows = state.person.keyboard?.keyboard;
  if (!rows?.length) return null;
  const press = (text) => api.say(state.user, text).catch((problem) => toast(problem.message));
  return h("div.big-keys", { "data-testid": "reply-keyboard" }, ...rows.map((row) =>
    h("div", {}, ...row.map((button) => h("button", { type: "button", onclick: () => press(button.text) }, button.text)))));
}
