package trt.domain.dialogue;

import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import trt.domain.wallet.Charge;
import trt.domain.wallet.TransferNumber;

/** What is said about Stars that came and Stars that went back, with date and number. */
public final class Receipts {
  private static final DateTimeFormatter MINUTES =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);

  private Receipts() {}

  /**
   * The balance afterwards.
   *
   * @param available minor units
   * @param debt minor units still owed
   * @param prepared whether an order waits to be continued
   */
  public record Balance(long available, long debt, boolean prepared) {}

  /** Stars have come. */
  public static Screen paid(Charge charge, Balance balance) {
    List<Button> buttons = new ArrayList<>();
    if (balance.prepared()) {
      buttons.add(Button.of("button.continue", Action.of("cont", "new")));
    }
    buttons.add(Button.of("button.menu", Action.of("home", "new")));
    return Screen.column(new Phrase("receipt.paid", values(charge, balance)), buttons);
  }

  /** Stars have gone back. */
  public static Screen givenBack(Charge charge, Balance balance) {
    return Screen.column(
        new Phrase("receipt.back", values(charge, balance)),
        List.of(Button.of("button.menu", Action.of("home", "new"))));
  }

  /** Telegram would not give Stars back: they are on the balance again. */
  public static Screen notGivenBack(Charge charge, Balance balance) {
    return Screen.column(
        new Phrase("receipt.refused", values(charge, balance)),
        List.of(Button.of("button.menu", Action.of("home", "new"))));
  }

  /** A transfer has come. */
  public static Screen transferred(long request, long stars, Balance balance) {
    List<Button> buttons = new ArrayList<>();
    if (balance.prepared()) {
      buttons.add(Button.of("button.continue", Action.of("cont", "new")));
    }
    buttons.add(Button.of("button.menu", Action.of("home", "new")));
    return Screen.column(
        new Phrase("transfer.approved", transfer(request, stars, balance)), buttons);
  }

  /** Nobody has seen the transfer. */
  public static Screen notTransferred(long request, long stars, Balance balance) {
    return Screen.column(
        new Phrase("transfer.refused", transfer(request, stars, balance)),
        List.of(Button.of("button.menu", Action.of("home", "new"))));
  }

  private static Map<String, Object> transfer(long request, long stars, Balance balance) {
    Map<String, Object> args = money(balance);
    args.put("stars", stars);
    args.put("number", TransferNumber.of(request));
    return args;
  }

  /** A friend has spent money of their own; amounts in minor units. */
  public static Screen rewarded(long reward, long available) {
    return Screen.column(
        new Phrase(
            "invite.rewarded",
            Map.of("reward", new Phrase.Stars(reward), "available", new Phrase.Stars(available))),
        List.of(Button.of("button.menu", Action.of("home", "new"))));
  }

  private static Map<String, Object> values(Charge charge, Balance balance) {
    Map<String, Object> args = money(balance);
    args.put("stars", charge.stars());
    args.put("id", charge.id());
    args.put("at", MINUTES.format(charge.paidAt()));
    return args;
  }

  private static Map<String, Object> money(Balance balance) {
    Map<String, Object> args = new LinkedHashMap<>();
    args.put("available", new Phrase.Stars(balance.available()));
    args.put("debt", new Phrase.Stars(balance.debt()));
    args.put("hasDebt", balance.debt() > 0 ? "yes" : "no");
    args.put("hasOrder", balance.prepared() ? "yes" : "no");
    return args;
  }
}
