package trt.domain.dialogue.admin;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import trt.domain.dialogue.Button;
import trt.domain.dialogue.Excerpt;
import trt.domain.dialogue.Phrase;
import trt.domain.dialogue.Screen;
import trt.domain.wallet.TransferNumber;

/** Transfers that wait for an operator's decision. */
public final class TransferScreens {
  private static final int NAME = 30;

  private TransferScreens() {}

  /** Somebody says to have transferred so many Stars' worth. */
  public static Screen claimed(long request, String name, long person, long stars) {
    Phrase text =
        new Phrase(
            "transfer.admins",
            Map.of(
                "name", Excerpt.of(name, NAME),
                "person", String.valueOf(person),
                "stars", stars,
                "number", TransferNumber.of(request)));
    return new Screen(
        text,
        List.of(
            List.of(
                Lines.button("admin.button.approve", "do", Deed.APPROVE, request),
                Lines.button("admin.button.decline", "do", Deed.DECLINE, request))));
  }

  /** All that wait, each with a button to each decision. */
  static Screen all(AdminView.Transfers transfers) {
    List<List<Button>> rows = new ArrayList<>();
    for (TransferRequest one : transfers.requests()) {
      String number = TransferNumber.of(one.id());
      rows.add(
          List.of(
              Lines.labelled("✅ " + number + " · ⭐ " + one.stars(), "do", Deed.APPROVE, one.id()),
              Lines.labelled("🚫 " + number, "do", Deed.DECLINE, one.id())));
    }
    return Lines.rows(Phrase.of("admin.transfers", "count", transfers.requests().size()), rows);
  }

  /** Who wants what, in one line. */
  static String line(TransferRequest one) {
    return TransferNumber.of(one.id())
        + " · "
        + Excerpt.of(one.name(), NAME)
        + " ("
        + one.person()
        + ") · "
        + Lines.time(one.at());
  }
}
