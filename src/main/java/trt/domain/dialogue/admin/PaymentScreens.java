package trt.domain.dialogue.admin;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import trt.domain.dialogue.Button;
import trt.domain.dialogue.Excerpt;
import trt.domain.dialogue.Phrase;
import trt.domain.dialogue.Screen;

/** Payments in Stars, and the way to their refund. */
final class PaymentScreens {
  private static final int NAME = 30;
  private static final int CHARGE = 200;

  private PaymentScreens() {}

  static Screen payments(AdminView.Payments payments) {
    List<Button> buttons = new ArrayList<>();
    for (AdminView.Payment payment : payments.payments()) {
      buttons.add(
          Lines.labelled(
              (payment.state().equals("none") ? "⭐ " : "↩️ ⭐ ")
                  + payment.stars()
                  + " · "
                  + Excerpt.of(payment.name(), NAME)
                  + " · "
                  + Lines.time(payment.paidAt()),
              "pay",
              payment.person(),
              payment.mark()));
    }
    if (payments.person() > 0) {
      buttons.add(Lines.button("admin.button.card", "p", payments.person()));
    } else {
      buttons.add(Lines.button("admin.button.transfers", "trs"));
    }
    return Lines.screen(Phrase.of("admin.payments", "count", payments.payments().size()), buttons);
  }

  static Screen card(AdminView.Payment payment) {
    List<Button> buttons = new ArrayList<>();
    if (payment.state().equals("none") || payment.state().equals("refused")) {
      buttons.add(
          Lines.button("admin.button.refund", "do", Deed.REFUND, payment.person(), payment.mark()));
    }
    buttons.add(Lines.button("admin.button.card", "p", payment.person()));
    Phrase text =
        new Phrase(
            "admin.payment",
            Map.of(
                "stars", payment.stars(),
                "name", Excerpt.of(payment.name(), NAME),
                "person", String.valueOf(payment.person()),
                "at", Lines.time(payment.paidAt()),
                "charge", Excerpt.of(payment.charge(), CHARGE),
                "invoiced", payment.invoiced() ? "yes" : "no",
                "state", payment.state()));
    return Lines.screen(text, buttons);
  }
}
