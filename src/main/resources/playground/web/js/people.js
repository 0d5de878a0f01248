import { h, icon, byId } from "./dom.js";
import { t, number } from "./i18n.js";
import { sheet, toast } from "./toast.js";
import * as api from "./api.js";

const nav = byId("people");
const opener = byId("open-people");

/** Draws the list of people; the current one is marked. */
export function showPeople(all, current, choose) {
  nav.replaceChildren(
    h("h2", {}, t("people")),
    ...all.map((person) => entry(person, current, choose)),
    h("button.person.new-person", { type: "button", "data-testid": "new-user", onclick: () => newPerson(choose) },
      h("span.avatar.avatar-new", { "aria-hidden": true }, icon("plus")), h("span", {}, t("newUser"))));
}

function entry({ user, stars, blocked }, current, choose) {
  const pick = () => { close(); choose(user.id); };
  return h("button.person", { type: "button", "aria-current": String(user.id === current), "data-testid": "person", "data-user-id": user.id, onclick: pick },
    avatar(user),
    h("span", {}, h("span.person-name", {}, user.first_name), h("span.person-note", {}, `${user.language_code} · ⭐ ${number(stars)}${blocked ? " · ⛔" : ""}`)));
}

function avatar(user) {
  return h("span.avatar", { "data-tone": user.id % 5, "aria-hidden": true }, [...user.first_name][0]?.toUpperCase() ?? "?");
}

function newPerson(choose) {
  const name = h("input", { type: "text", maxlength: 64, required: true, "data-testid": "new-user-name" });
  const language = h("select", { "data-testid": "new-user-language" }, h("option", { value: "en" }, "English"), h("option", { value: "ru" }, "Русский"));
  const form = h("form", {}, h("label", {}, t("name"), name), h("label", {}, t("language"), language),
    h("div.actions", {}, h("button.primary", { type: "submit", "data-testid": "new-user-create" }, t("create"))));
  const dialog = sheet(t("newUser"), form);
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    try {
      const person = await api.register({ first_name: name.value, language_code: language.value });
      dialog.close();
      close();
      choose(person.user.id);
    } catch (problem) {
      toast(problem.message);
    }
  });
}

function open(on) {
  nav.classList.toggle("open", on);
  opener.setAttribute("aria-expanded", String(on));
}

const close = () => open(false);

opener.addEventListener("click", (event) => { event.stopPropagation(); open(!nav.classList.contains("open")); });
document.addEventListener("click", (event) => { if (!nav.contains(event.target)) close(); });
document.addEventListener("keydown", (event) => { if (event.key === "Escape") close(); });
