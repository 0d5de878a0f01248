package trt.domain.dialogue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import trt.domain.wallet.Purse;

/** Topping up, and what becomes of the order that waits for it. */
class TopUpTest {
  private static final Till TILL = new Till(List.of(50L, 100L, 250L, 500L), 5, 1_000, 100, true);

  private final Conversation ann = new Conversation().tillBecomes(TILL).has(100, 0);

  @Test
  void whatIsMissingIsOfferedInWholeStarsButNotLessThanTheLeast() {
    poor();
    ann.presses("⭐ Top up").sees("is kept");
    assertEquals(
        List.of(
            "⭐ 5 – what is missing",
            "⭐ 50",
            "⭐ 100",
            "⭐ 250",
            "⭐ 500",
            "✍️ Another amount",
            "🏠 Menu"),
        ann.labels());
    ann.purseBecomes(new Purse(1, 0, 0, 1_250, 2, 0)).command("topup");
    assertTrue(ann.labels().contains("⭐ 16 – what is missing"), ann.labels()::toString);
    ann.purseBecomes(new Purse(1, 0, 0, 500_000, 2, 0)).command("topup");
    assertTrue(ann.labels().contains("⭐ 50"), ann.labels()::toString);
    assertTrue(ann.labels().stream().noneMatch(l -> l.contains("missing")));
  }

  @Test
  void theOrderSurvivesWanderingAndIsForgottenWhenCancelledOrConfirmed() {
    poor();
    ann.presses("⭐ Top up").presses("⭐ 50");
    assertEquals(50, ann.invoiced());
    ann.command("menu").presses("💰 Balance").command("help");
    ann.has(5_100, 0).presses(Action.of("cont", "new")).sees("⭐ 3.08", "a fox");
    ann.presses("✅ Confirm");
    assertEquals(308, ann.started().price());
    ann.presses(Action.of("cont", "new")).notices("This menu is out of date. Here is a fresh one.");

    ann.has(100, 0);
    poor();
    ann.command("cancel");
    ann.presses(Action.of("cont", "new")).notices("This menu is out of date. Here is a fresh one.");
  }

  @Test
  void forgedButtonsGetNoInvoice() {
    for (Action forged :
        List.of(
            Action.of("pay"),
            Action.of("pay", -5),
            Action.of("pay", 4),
            Action.of("pay", 1_001),
            Action.of("pay", Long.MAX_VALUE),
            Action.of("pay", "1e3"))) {
      assertEquals(0, ann.presses(forged).invoiced(), forged.encode());
      ann.sees("Nothing was charged");
    }
  }

  @Test
  void amountsInWordsAreWholeNumbersWithinTheLimits() {
    ann.command("topup");
    for (String wrong :
        List.of(
            "ten", "", "-7", "7.5", "7,5", "4", "1001", "9".repeat(40), "١٢", "1 000", "0x10")) {
      assertEquals(0, ann.says(wrong).invoiced(), wrong);
      ann.sees("Nothing was charged");
    }
    assertEquals(1_000, ann.says(" 1000 ").invoiced());
    assertEquals(7, ann.says("+7").invoiced());
  }

  @Test
  void whileTheTillIsShutNothingIsAskedFor() {
    ann.tillBecomes(Till.shut()).command("topup").sees("closed", "Nothing was charged");
    assertEquals(0, ann.presses(Action.of("pay", 50)).invoiced());
    poor();
    assertTrue(!ann.labels().contains("⭐ Top up"));
  }

  private void poor() {
    ann.command("start").presses("🎨 Make a picture").presses("Nano Banana · picture · ⭐ 3.08");
    ann.presses(ann.labels().get(0)).says("a fox").sees("You are ⭐ 2.08 short");
  }
}
