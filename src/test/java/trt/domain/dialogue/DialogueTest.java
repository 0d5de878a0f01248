package trt.domain.dialogue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import trt.domain.wallet.Purse;

/** Conversations, from the first word to the started job and along the wrong turns. */
class DialogueTest {
  private static final String PAID = "Nano Banana · picture · ⭐ 3.08";

  private final Conversation ann = new Conversation();

  @Test
  void anOrderFromStartToJob() {
    ann.command("start").sees("<b>Hi!</b>", "⭐ 20", "3 pictures");
    ann.presses("🎨 Make a picture").sees("Choose a model");
    assertEquals(
        List.of("Z-Image · free", PAID, "Nano Banana Pro · ⭐ 13.85", "🏠 Menu"), ann.labels());
    ann.presses(PAID).sees("Choose:");
    ann.presses(square()).sees("Describe what you want to see", "5,000");
    ann.says("a <red> fox").sees("a &lt;red&gt; fox", "⭐ 3.08", "⭐ 20 → ⭐ 16.92");

    ann.presses("✅ Confirm").sees("⏳", "⭐ 3.08 is reserved");

    Reply.StartJob job = ann.started();
    assertEquals("google/nano-banana", job.model());
    assertEquals(Map.of("aspect_ratio", "1:1", "prompt", "a <red> fox"), job.inputs());
    assertEquals(308, job.price());
    assertFalse(job.free());
  }

  @Test
  void theFreeQuotaFirstAndThenStars() {
    orderFreeModel().sees("Price: <b>free</b>", "3 → 2", "Balance stays ⭐ 20");
    ann.presses("✅ Confirm").sees("One free picture is reserved");
    assertTrue(ann.started().free());
    assertEquals(1, ann.started().price());

    ann.has(2_000, 0);
    orderFreeModel().sees("Price: <b>⭐ 0.62</b>", "⭐ 20 → ⭐ 19.38");
    ann.presses("✅ Confirm");
    assertFalse(ann.started().free());
    assertEquals(62, ann.started().price());
  }

  @Test
  void theFreeQuotaUsedUpElsewhereShowsThePriceBeforeItIsCharged() {
    orderFreeModel();
    Action free = ann.button("✅ Confirm");
    ann.has(2_000, 0).presses(free).startsNothing().sees("Price: <b>⭐ 0.62</b>");
    ann.presses("✅ Confirm");
    assertEquals(62, ann.started().price());
  }

  @Test
  void aPriceThatChangedMeanwhileIsShownAnewAndNotCharged() {
    orderPaid();
    ann.shopBecomes(Conversation.shop("3", Conversation.FILE.prices().keySet(), true));

    ann.presses("✅ Confirm").startsNothing().sees("⭐ 4.62");

    ann.presses("✅ Confirm");
    assertEquals(462, ann.started().price());
  }

  @Test
  void aModelWithdrawnMeanwhileIsNotStartedEvenIfItWasFree() {
    orderFreeModel();
    ann.shopBecomes(Conversation.shop("2", Set.of("nano-banana-pro"), true));

    ann.presses("✅ Confirm").startsNothing().sees("cannot be ordered", "Nothing was charged");
  }

  @Test
  void aPauseTakesNoOrderAndKeepsItUntilTheSameButtonTakesIt() {
    orderPaid();
    Shop shop = Conversation.shop("2", Conversation.FILE.prices().keySet(), true);
    ann.shopBecomes(shop.whilePaused());

    ann.presses("✅ Confirm").startsNothing().sees("paused for new orders", "Nothing was charged");
    ann.presses("🔄 Try again").startsNothing().sees("Your order is kept");
    ann.shopBecomes(shop);
    ann.presses("🔄 Try again");
    assertFalse(ann.started().free());
  }

  @Test
  void aModelWithoutAPriceIsListedAndCannotBeOrdered() {
    ann.shopBecomes(Conversation.shop("2", Set.of("nano-banana-pro"), true));

    ann.command("start").presses("🎨 Make a picture");
    ann.presses("Z-Image · closed").startsNothing().sees("not on sale yet", "Nothing was charged");
  }

  @Test
  void salesClosedMeanwhileAreSaidSo() {
    orderPaid();
    ann.shopBecomes(Conversation.shop("2", Conversation.FILE.prices().keySet(), false));

    ann.presses("✅ Confirm").startsNothing().sees("closed", "Nothing was charged");
    ann.presses("🏠 Menu").presses("🎨 Make a picture").sees("closed");
  }

  @Test
  void theSecondPressOfConfirmStartsNothing() {
    orderPaid();
    Action confirm = ann.button("✅ Confirm");

    ann.presses(confirm);
    assertEquals(308, ann.started().price());
    for (int i = 0; i < 19; i++) {
      ann.presses(confirm).startsNothing().notices("Already started.");
    }
  }

  @Test
  void confirmAfterCancelDoesNotClaimToHaveStarted() {
    orderPaid();
    Action confirm = ann.button("✅ Confirm");
    ann.command("cancel").sees("Cancelled. Nothing was charged.");

    ann.presses(confirm).startsNothing().notices("This menu is out of date. Here is a fresh one.");
  }

  @Test
  void moneyGoneBetweenPriceAndConfirmIsExplained() {
    orderPaid();

    ann.has(100, 3).presses("✅ Confirm").startsNothing().sees("You are ⭐ 2.08 short");
  }

  @Test
  void whoOwesIsToldHowMuchAndNeverANegativeSum() {
    ann.purseBecomes(new Purse(1, 2_000, 0, 700, 2, 0)).command("balance").sees("To settle first");
    orderPaid().startsNothing().sees("You are ⭐ 7 short", "Nothing was charged");
  }

  @Test
  void buttonsOfAnOlderOrderAreAnsweredWithAFreshMenu() {
    begin(PAID);
    Action oldOption = ann.button(square());
    orderPaid();
    Action oldChange = ann.button("✏️ Aspect ratio");
    ann.command("menu");

    for (Action stale :
        List.of(
            oldOption,
            oldChange,
            Action.of("go", 1, 308),
            Action.of("o", "x"),
            Action.of("m", "no-such-model"),
            Action.of("m", "veo3"),
            Action.of("models", "GARDEN"),
            Action.of("again", 5),
            Action.of("edit", "x"),
            Action.of("nonsense", 1),
            Action.of(""))) {
      ann.presses(stale)
          .startsNothing()
          .notices("This menu is out of date. Here is a fresh one.")
          .sees("What shall we make?");
    }
  }

  @Test
  void forgedIndexesAreStale() {
    begin(PAID);
    long flow = ann.session().flow();
    ann.presses(Action.of("o", flow, 99, 0))
        .notices("This menu is out of date. Here is a fresh one.");
    begin(PAID);
    flow = ann.session().flow();
    ann.presses(Action.of("o", flow, 0, -1))
        .notices("This menu is out of date. Here is a fresh one.");
  }

  @Test
  void aPromptTooLongNamesTheLimitAndKeepsTheOrder() {
    begin(PAID).presses(square());

    ann.says("x".repeat(5_001)).sees("too long", "5,000", "5,001", "Nothing was charged");

    ann.says("shorter").sees("<blockquote>shorter</blockquote>");
  }

  @Test
  void anEmptyPromptIsAskedForAgain() {
    begin(PAID).presses(square());

    ann.says("   ").sees("cannot be empty", "Nothing was charged");

    ann.says("now then").sees("now then");
  }

  @Test
  void aPromptOfTheLongestLengthIsTaken() {
    begin(PAID).presses(square()).says("x".repeat(5_000)).sees("Price");
    ann.presses("✅ Confirm");
    assertEquals("x".repeat(5_000), ann.started().inputs().get("prompt"));
  }

  @Test
  void anOptionMayBeTyped() {
    begin(PAID).says(" 16:9 ").sees("Describe").says("a fox").presses("✅ Confirm");
    assertEquals("16:9", ann.started().inputs().get("aspect_ratio"));
  }

  @Test
  void anythingElseInsteadOfAnOptionIsExplained() {
    begin(PAID).says("a bit wide").sees("Please choose one of these");
    ann.presses(square()).sees("Describe");
  }

  @Test
  void anAnswerCanBeChangedBeforeConfirming() {
    orderPaid();
    ann.presses("✏️ Aspect ratio").says("9:16").sees("a fox", "Price");
    ann.presses("✅ Confirm");
    assertEquals("9:16", ann.started().inputs().get("aspect_ratio"));
  }

  @Test
  void cancelWithNothingToCancelSaysSo() {
    ann.command("cancel").sees("nothing to cancel", "Nothing was charged");
  }

  @Test
  void unknownCommandsWordsAndThingsGetAnAnswer() {
    ann.command("frobnicate").sees("do not know this command");
    ann.says("hello?").sees("Make a picture of this?", "hello?", "Price");
    for (String kind : List.of("sticker", "photo", "voice", "location")) {
      ann.sends(kind).sees("I can read text only");
    }
  }

  @Test
  void aStickerInTheMiddleDoesNotLoseTheOrder() {
    begin(PAID).presses(square()).sends("sticker").sees("text only");
    ann.says("a fox").sees("Price");
  }

  @Test
  void helpNamesTheContact() {
    ann.command("help").sees("@helpdesk", "/cancel");
  }

  @Test
  void againShowsThePriceOfTheSameOrder() {
    ann.remembers(
        Conversation.past("google/nano-banana", Map.of("prompt", "a fox", "aspect_ratio", "1:1")));

    ann.presses(Action.of("again", 5)).startsNothing().sees("a fox", "⭐ 3.08");

    ann.presses("✅ Confirm");
    assertEquals("a fox", ann.started().inputs().get("prompt"));
  }

  @Test
  void editAsksForThePromptOnly() {
    ann.remembers(
        Conversation.past("google/nano-banana", Map.of("prompt", "a fox", "aspect_ratio", "9:16")));

    ann.presses(Action.of("edit", 5)).sees("Describe");

    ann.says("two foxes").presses("✅ Confirm");
    assertEquals(Map.of("prompt", "two foxes", "aspect_ratio", "9:16"), ann.started().inputs());
  }

  @Test
  void aJobOfSomebodyElseIsAStaleButton() {
    ann.presses(Action.of("again", 5)).startsNothing().sees("What shall we make?");
    ann.presses(Action.of("edit", 5)).startsNothing().sees("What shall we make?");
  }

  @Test
  void whatIsPressedUnderAResultWantsAnEarlierJob() {
    assertEquals(Optional.of(new Errand.Recall(5)), errand(press(Action.of("again", 5))));
    assertEquals(Optional.of(new Errand.Recall(5)), errand(press(Action.of("edit", 5))));
    assertEquals(Optional.of(new Errand.Recall(-1)), errand(press(Action.of("edit", "x"))));
    for (String verb : List.of("var", "set", "once", "use", "fav", "del", "dy", "dn", "hi")) {
      assertEquals(
          Optional.of(new Errand.Past(new PastWish.Open(5))), errand(press(Action.of(verb, 5))));
    }
    assertEquals(Optional.empty(), errand(press(Action.of("home"))));
    assertEquals(Optional.empty(), errand(new Input.Words("again")));
  }

  private Optional<Errand> errand(Input input) {
    return ann.dialogue().errand(Session.fresh(1), input);
  }

  private static Input press(Action action) {
    return new Input.Press(action, 1, false);
  }

  private String square() {
    return ann.labels().stream().filter(label -> label.contains("1:1")).findFirst().orElseThrow();
  }

  @CanIgnoreReturnValue
  private Conversation begin(String model) {
    return ann.command("menu").presses("🎨 Make a picture").presses(model);
  }

  @CanIgnoreReturnValue
  private Conversation orderPaid() {
    return begin(PAID).presses(square()).says("a fox");
  }

  @CanIgnoreReturnValue
  private Conversation orderFreeModel() {
    ann.command("menu").presses("🎨 Make a picture");
    String label =
        ann.labels().stream().filter(l -> l.startsWith("Z-Image")).findFirst().orElseThrow();
    return ann.presses(label).presses(square()).says("a fox");
  }
}
