import { h } from "./dom.js";
import { t } from "./i18n.js";
import { toast } from "./toast.js";
import * as api from "./api.js";

/** The list of the bot's commands: opened by its button or by writing a slash. */
export function commandMenu(state, input) {
  const node = h("div.commands", { role: "listbox", "aria-label": t("menu"), "data-testid": "command-menu", hidden: true });
  let chosen = 0;
  let shown = [];

  const run = (command) => {
    node.hidden = true;
    input.value = "";
    input.dispatchEvent(new Event("input"));
    api.say(state.user, "/" + command).catch((problem) => toast(problem.message));
  };
  const draw = (start) => {
    shown = state.commands.filter(({ command }) => command.startsWith(start));
    chosen = Math.min(chosen, Math.max(0, shown.length - 1));
    node.hidden = !shown.length;
    node.replaceChildren(...shown.map(({ command, description }, i) =>
      h("button", { type: "button", role: "option", "aria-selected": i === chosen, onclick: () => run(command) }, h("b", {}, "/" + command), h("span", {}, description))));
  };
  return {
    node,
    toggle: () => { chosen = 0; if (node.hidden) draw(""); else node.hidden = true; },
    hide: () => { node.hidden = true; },
    update: () => {
      const typed = /^\/(\w*)$/.exec(input.value);
      if (typed) draw(typed[1]); else node.hidden = true;
    },
    /** True if the key was for the menu. */
    onKey: (event) => {
      if (node.hidden) return false;
      if (event.key === "Escape") node.hidden = true;
      else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        chosen = (chosen + (event.key === "ArrowDown" ? 1 : shown.length - 1)) % shown.length;
        draw(/^\/(\w*)$/.exec(input.value)?.[1] ?? "");
      } else if (event.key === "Tab" || (event.key === "Enter" && input.value !== "/" + shown[chosen]?.command)) run(shown[chosen].command);
      else return false;
      event.preventDefault();
      return true;
    },
  };
}
