package trt.domain.dialogue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import trt.domain.wallet.Movement;

/** Statement, promo codes, invitations and refunds, as far as words and buttons go. */
class MoneyTopicsTest {
  private static final Till TILL = new Till(List.of(50L), 1, 1_000, 100, true);

  private final Conversation ann = new Conversation().tillBecomes(TILL);

  @Test
  void aPageOfEveryReasonFitsIntoOneMessage() {
    for (Movement.Reason reason : Movement.Reason.values()) {
      List<Movement> moves = new ArrayList<>();
      for (int i = 0; i < StatementTopic.PAGE; i++) {
        moves.add(
            new Movement(
                Long.MAX_VALUE - i,
                reason,
                i == 0 ? "a-model-of-long-ago" : "google/nano-banana",
                LocalDateTime.of(2026, 1, 2, 3, 4),
                i % 2 == 0 ? -308 : 1_000_000));
      }
      ann.finds(new Outcome.OfMoney.Page(false, moves, true, true, "Europe/Moscow"))
          .command("balance")
          .sees("2026-01-02 03:04 · <b>−⭐ 3.08</b>", "a-model-of-long-ago", "Nano Banana");
      assertTrue(ann.text().length() < 4_096, ann::text);
      assertTrue(ann.labels().containsAll(List.of("◀️ Newer", "Older ▶️", "📄 Export")));
    }
  }

  @Test
  void withoutAnyMovementThereIsNothingToTurn() {
    ann.finds(new Outcome.OfMoney.Page(true, List.of(), true, false, "UTC"))
        .command("balance")
        .sees("Nothing has moved here");
    assertTrue(ann.labels().stream().noneMatch(l -> l.contains("Newer") || l.contains("Older")));
    ann.finds(new Outcome.OfMoney.Export(true, List.of(), false))
        .presses(Action.of("csv", "f", 0))
        .notices("There is nothing to export yet.");
  }

  @Test
  void oneFileAtATimeIsOnItsWay() {
    ann.finds(new Outcome.OfMoney.FileUnderWay())
        .presses(Action.of("csv", "s", 0))
        .notices("A file is on its way into this chat already. Please ask again when it is here.");
  }

  @Test
  void forgedPagesAskForTheNewest() {
    Errand newest = new Errand.OfMoney.Page(false, false, 0);
    assertEquals(Optional.of(newest), ann.errand(Action.of("st")));
    assertEquals(Optional.of(newest), ann.errand(Action.of("st", "x", "y", "-5")));
    assertEquals(
        Optional.of(new Errand.OfMoney.Export(false, 0)), ann.errand(Action.of("csv", "?", "1e9")));
  }

  @Test
  void aWrongPromoOrderIsNeverMade() {
    Errand list = new Errand.OfMoney.Promos();
    for (String wrong :
        List.of(
            "",
            "A",
            "AB 5",
            "GOOD",
            "GOOD x",
            "GOOD 0",
            "GOOD -5",
            "GOOD 0.001",
            "GOOD 1e3",
            "GOOD 100001",
            "GOOD 5 0",
            "GOOD 5 -1",
            "GOOD 5 1000001",
            "GOOD 5 1 0",
            "GOOD 5 1 3651",
            "GOOD 5 1 1 1",
            "GO'OD 5",
            "КОД 5",
            "A".repeat(33) + " 5")) {
      assertEquals(Optional.of(list), ann.errand("promo_new", wrong), wrong);
    }
    assertEquals(
        Optional.of(new Errand.OfMoney.NewPromo("GOOD", 550, 1, 30)),
        ann.errand("promo_new", "good 5,5"));
    assertEquals(
        Optional.of(new Errand.OfMoney.NewPromo("GOOD_2-X", 1, 1_000_000, 3_650)),
        ann.errand("promo_new", " GOOD_2-X  0.01 1000000 3650 "));
    ann.command("promo_new").sees("I do not know this command");
    ann.finds(new Outcome.OfMoney.Promos(List.of())).command("promo_new").sees("/promo_close CODE");
  }

  @Test
  void onlyALinkOfOursIsAnArrival() {
    assertEquals(
        Optional.of(new Errand.OfMoney.Arrive("AbC-_123")), ann.errand("start", "ref_AbC-_123"));
    for (String other :
        List.of("", "ref_", "ref_short", "ref_" + "x".repeat(41), "ref_'; drop", "x")) {
      assertEquals(Optional.empty(), ann.errand("start", other), other);
    }
  }

  @Test
  void aPaymentThatIsNotNamedIsNotAskedBack() {
    ann.presses(Action.of("rf")).notices("This menu is out of date. Here is a fresh one.");
    ann.presses(Action.of("rfgo", "x")).notices("This menu is out of date. Here is a fresh one.");
  }
}
