import { h } from "./dom.js";
import { t, number } from "./i18n.js";
import { sheet, toast } from "./toast.js";
import * as api from "./api.js";

const PACKS = [100, 500, 2500];

/** Sells imaginary Stars. */
export function buyStars(user, balance) {
  const dialog = sheet(t("buyTitle"), h("div.big-star", {}, "⭐"), h("p.center", {}, `${t("balance")}: ${number(balance)}. ${t("buyText")}`),
    h("div.actions", {}, ...PACKS.map((amount) => h("button.primary", {
      type: "button", "data-testid": `buy-${amount}`,
      onclick: () => { api.buyStars(user, amount).catch((problem) => toast(problem.message)); dialog.close(); },
    }, `+ ⭐ ${number(amount)}`))));
}

/** Asks whether to pay, lets the bot decide, says what happened. */
export function paySheet(user, balance, what, invoice) {
  const amount = invoice?.total_amount ?? 0;
  const missing = amount - balance;
  const problem = h("p.problem", { role: "alert" }, missing > 0 ? t("notEnough", { n: number(missing) }) : "");
  const button = h("button.primary", { type: "button", "data-testid": "pay-confirm" }, missing > 0 ? t("buyTitle") : `${t("pay")} ⭐ ${amount ? number(amount) : ""}`);
  const rows = amount ? [[t("price"), amount], [t("balance"), balance], ...(missing > 0 ? [] : [[t("afterwards"), balance - amount]])] : [[t("balance"), balance]];
  const dialog = sheet(invoice?.title ?? t("invoice"), h("div.big-star", {}, "⭐"), h("p.center", {}, invoice?.description ?? ""),
    h("dl", {}, ...rows.flatMap(([name, value]) => [h("dt", {}, name), h("dd", {}, `⭐ ${number(value)}`)])), problem,
    h("div.actions", {}, button, h("button.plain", { type: "button", onclick: () => dialog.close() }, t("cancel"))));
  dialog.dataset.testid = "pay-sheet";
  button.addEventListener("click", async () => {
    if (missing > 0) {
      dialog.close();
      return buyStars(user, balance);
    }
    button.disabled = true;
    button.textContent = t("paying");
    try {
      const result = await api.pay(user, what);
      if (result.outcome === "paid") {
        dialog.close();
        return toast(t("paid", { n: number(amount || balance - result.stars) }));
      }
      problem.textContent = reason(result);
    } catch (refusal) {
      problem.textContent = refusal.message;
    }
    button.disabled = false;
    button.textContent = t("pay");
  });
}

function reason(result) {
  switch (result.outcome) {
    case "refused_by_bot": return t("refusedByBot", { text: result.detail });
    case "bot_did_not_answer": return t("botDidNotAnswer");
    default: return t("notEnough", { n: "" }).replace(/:.*/, ".");
  }
}
