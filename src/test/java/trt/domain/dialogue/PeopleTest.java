package trt.domain.dialogue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import trt.domain.catalog.ResultType;

/** What people see of their own past and of the models, without a database. */
class PeopleTest {
  private static final String PRO = "nano-banana-pro";
  private static final String NANO = "google/nano-banana";

  private final Conversation ann = new Conversation();

  @Test
  void wordsOutOfTheBlueNeedOneTapForAPicture() {
    ann.says("a red fox").sees("Make a picture of this?", "Z-Image", "a red fox", "free");

    ann.presses("✅ Confirm");

    assertEquals("z-image", ann.started().model());
    assertEquals(Map.of("aspect_ratio", "1:1", "prompt", "a red fox"), ann.started().inputs());
  }

  @Test
  void wordsOutOfTheBlueGoToTheModelUsedLast() {
    ann.tastes(new Taste(List.of(), List.of(PRO, "z-image"), Map.of()));

    ann.says("a red fox").sees("Make a picture of this?", "Nano Banana Pro", "⭐");
    ann.presses("✅ Confirm");

    assertEquals(PRO, ann.started().model());
  }

  @Test
  void theOfferedModelCanBeExchangedWithoutWritingAgain() {
    ann.says("a red fox").presses("🔁 Another model");
    ann.presses("Nano Banana · picture · ⭐ 3.08").sees("Make a picture of this?", "a red fox");

    ann.presses("✅ Confirm");
    assertEquals(NANO, ann.started().model());
    assertEquals("a red fox", ann.started().inputs().get("prompt"));
  }

  @Test
  void otherWordsInsteadOfTheConfirmationReplaceThePrompt() {
    ann.says("a red fox").says("a blue fox").sees("Make a picture of this?", "a blue fox");
    ann.presses("✅ Confirm");
    assertEquals("a blue fox", ann.started().inputs().get("prompt"));
  }

  @Test
  void wordsWhileNothingIsSoldGetTheMenu() {
    ann.shopBecomes(Conversation.shop("2", Conversation.FILE.prices().keySet(), false));
    ann.says("a red fox").sees("did not expect a text");
  }

  @Test
  void onceMoreStartsAtThePriceOnItsButton() {
    ann.finds(item(NANO, Map.of("prompt", "a fox", "aspect_ratio", "1:1")));

    ann.presses(Action.of("once", 5, 308));

    assertEquals(308, ann.started().price());
    assertEquals("a fox", ann.started().inputs().get("prompt"));
  }

  @Test
  void onceMoreAtAnotherPriceAsksFirst() {
    ann.finds(item(NANO, Map.of("prompt", "a fox", "aspect_ratio", "1:1")));

    ann.presses(Action.of("once", 5, 300)).startsNothing().sees("⭐ 3.08");
    ann.presses("✅ Confirm");
    assertEquals(308, ann.started().price());
  }

  @Test
  void onceMoreForFreeNeverCostsStars() {
    ann.finds(item("z-image", Map.of("prompt", "a fox", "aspect_ratio", "1:1"))).has(2_000, 0);

    ann.presses(Action.of("once", 5, 0)).startsNothing().sees("Price: <b>⭐ 0.62</b>");
  }

  @Test
  void onceMoreWithTooLittleMoneySaysHowMuchIsMissing() {
    ann.finds(item(NANO, Map.of("prompt", "a fox", "aspect_ratio", "1:1"))).has(100, 0);

    ann.presses(Action.of("once", 5, 308)).startsNothing().sees("You are ⭐ 2.08 short");
  }

  @Test
  void aVariationLeavesTheSeedOut() {
    ann.finds(item(NANO, Map.of("prompt", "a fox", "aspect_ratio", "1:1", "seed", 7)));

    ann.presses(Action.of("var", 5)).sees("a fox", "⭐ 3.08").presses("✅ Confirm");

    assertFalse(ann.started().inputs().containsKey("seed"));
  }

  @Test
  void settingsListWhatIsNotAskedAndOneTapChangesIt() {
    ann.finds(item(NANO, Map.of("prompt", "a fox", "aspect_ratio", "1:1")));

    ann.presses(Action.of("set", 5)).sees("⚙️", "Aspect ratio: ");
    String format =
        ann.labels().stream().filter(l -> l.contains("PNG") || l.contains("png")).findFirst().get();
    ann.presses(format).sees("Choose");
    ann.presses(ann.labels().get(1)).sees("Price", "a fox");

    ann.presses("✅ Confirm");
    assertEquals(3, ann.started().inputs().size());
  }

  @Test
  void usualSettingsAreKeptForTheModelAndForgotten() {
    ann.command("menu").presses("🎨 Make a picture").presses("Nano Banana · picture · ⭐ 3.08");
    ann.says("16:9").says("a fox").presses("⚙️ Settings").presses("💾 Keep as my usual settings");
    ann.notices("Kept. From now on this model begins with these settings.");

    ann.command("menu").presses("🎨 Make a picture").presses("Nano Banana · picture · ⭐ 3.08");
    ann.sees("Describe").says("two foxes").presses("✅ Confirm");
    assertEquals("16:9", ann.started().inputs().get("aspect_ratio"));

    ann.command("menu").presses("🎨 Make a picture").presses("Nano Banana · picture · ⭐ 3.08");
    ann.says("a fox").presses("⚙️ Settings").presses("♻️ Forget my usual settings");
    ann.command("menu").presses("🎨 Make a picture").presses("Nano Banana · picture · ⭐ 3.08");
    ann.sees("Choose");
  }

  @Test
  void usualSettingsTheModelNoLongerTakesAreLeftOut() {
    ann.tastes(
        new Taste(List.of(), List.of(), Map.of(NANO, Map.of("aspect_ratio", "7:1", "gone", 1))));

    ann.presses(Action.of("m", NANO)).sees("Choose");
  }

  @Test
  void aMarkedModelComesFirstInTheMenu() {
    ann.tastes(new Taste(List.of(), List.of("z-image"), Map.of()));
    ann.presses(Action.of("m", PRO));
    while (!ann.text().contains("Price")) {
      if (ann.labels().contains("➡️ Without a file")) {
        ann.presses("➡️ Without a file");
      } else if (ann.session().stage() == Session.Stage.OPTION) {
        ann.presses(ann.labels().get(0));
      } else {
        ann.says("a fox");
      }
    }
    ann.presses("☆ Favourite model").notices("★ This model is now at the top of your menu.");

    ann.command("start");

    assertEquals(
        List.of("★ Nano Banana Pro · ⭐ 13.85", "🕘 Z-Image · free"), ann.labels().subList(0, 2));
  }

  @Test
  void modelsAreFoundByPartsOfNamesWithTyposAndInOtherLetters() {
    for (String typed : List.of("nano", "bananna pro", "НАНО БАНАНА", "banan", "Pro")) {
      ann.command("models").says(typed).sees("model");
      assertTrue(
          ann.labels().stream().anyMatch(l -> l.startsWith("Nano Banana Pro")),
          () -> typed + ": " + ann.labels());
    }
    ann.command("models").says("xylophone").sees("No model is called like that");
    ann.says("зимаге").sees("1 model");
    ann.presses("Z-Image · free").sees("Choose");
  }

  @Test
  void allModelsBeginWithTheBestPicks() {
    ann.command("start").presses("🔎 All models").sees("All models: 3");
    assertEquals("Z-Image · free", ann.labels().get(0));
  }

  @Test
  void aPictureGoesOnToTheModelThatTakesIt() {
    ann.shopBecomes(shopWith("recraft/crisp-upscale", "bytedance/v1-lite-image-to-video"));
    ann.finds(item("z-image", Map.of("prompt", "a fox", "aspect_ratio", "1:1")));

    ann.presses(Action.of("use", 5, "IMAGE_UPSCALE")).sees("Price").presses("✅ Confirm");

    assertEquals("recraft/crisp-upscale", ann.started().model());
    String file = String.valueOf(ann.started().inputs().get("image"));
    assertTrue(file.startsWith("tg:original;IMAGE;image/png;"), file);
    ann.presses(Action.of("use", 5, "IMAGE_TO_VIDEO")).sees("Seedance");
    ann.presses(Action.of("use", 5, "VIDEO_UPSCALE")).sees("Nothing was charged");
  }

  @Test
  void aPictureOfWhichNothingIsLeftIsExplained() {
    ann.finds(
        new PastView.Item(
            5, "z-image", Map.of("prompt", "x"), false, 1, true, Optional.empty(), List.of()));
    ann.presses(Action.of("use", 5, "IMAGE_UPSCALE")).sees("cannot be had any more");
  }

  @Test
  void deletingAsksFirst() {
    ann.finds(item("z-image", Map.of("prompt", "a fox", "aspect_ratio", "1:1")));

    ann.presses(Action.of("del", 5)).sees("Delete this result?", "a fox", "not returned");
    assertTrue(ann.deeds().isEmpty());
    ann.presses("🗑 Yes, delete it").sees("Deleted");

    assertEquals(List.of(new PastDeed.Erase(5, 7)), ann.deeds());
  }

  @Test
  void aDeletedJobIsAStaleButton() {
    for (String verb : List.of("var", "set", "once", "use", "fav", "del", "dy", "hi")) {
      ann.presses(Action.of(verb, 5, "x")).startsNothing().sees("not among your results");
    }
    ann.remembers(Conversation.past("z-image", Map.of()));
    ann.presses(Action.of("again", 5)).startsNothing().sees("What shall we make?");
  }

  @Test
  void aButtonOfAnOlderOrderLeavesTheOneBeingPrepared() {
    ann.presses(Action.of("m", NANO));
    Action older = ann.button(ann.labels().get(0));
    ann.says("a red fox").says("16:9");
    ann.command("menu").says("a blue fox");

    ann.presses(older).notices("This menu is out of date. Here is a fresh one.");

    ann.sees("a blue fox", "Price").presses("✅ Confirm");
    assertEquals("a blue fox", ann.started().inputs().get("prompt"));
  }

  @Test
  void everyResultOffersEverythingThatCanBeDoneWithIt() {
    for (ResultType type : ResultType.values()) {
      List<String> verbs =
          ResultButtons.rows(new ResultButtons.Of(5, type, 308, false, true, false)).stream()
              .flatMap(List::stream)
              .map(button -> button.action().verb())
              .toList();
      assertTrue(
          verbs.containsAll(
              List.of("file", "once", "again", "var", "edit", "set", "fav", "del", "home")));
      assertEquals(type == ResultType.IMAGE || type == ResultType.VIDEO, verbs.contains("use"));
    }
  }

  @Test
  void theResultsOfAPersonHaveFiltersPagesAndWords() {
    PastView.Line line = new PastView.Line(5, "z-image", "a fox", true);
    ann.finds(new PastView.Page(List.of(line), 17));

    ann.command("history").sees("1–1 of 17");
    assertTrue(ann.labels().contains("★ 🖼 a fox"), () -> "" + ann.labels());
    assertTrue(ann.labels().containsAll(List.of("Older ➡️", "• All", "★", "🔎 Search")));
    ann.presses("🔎 Search").sees("Which words?").says("fox").sees("With the words: fox");
    assertEquals(Action.of("h", "a", 1, "q"), ann.button("Older ➡️"));
    assertEquals(
        Optional.of(
            new Errand.Past(new PastWish.Page(Optional.empty(), false, List.of("fox"), 1, 8))),
        ann.dialogue().errand(ann.session(), new Input.Press(ann.button("Older ➡️"), 7, false)));
    ann.presses("★").sees("favourites");
  }

  private static PastView.Item item(String model, Map<String, Object> inputs) {
    PastView.Made file = new PastView.Made("photo", "shown", "original", "png", Duration.ZERO);
    return new PastView.Item(5, model, inputs, false, 308, false, Optional.empty(), List.of(file));
  }

  private static Shop shopWith(String... more) {
    Shop shop = Conversation.shop("2", Conversation.FILE.prices().keySet(), true);
    List<String> shown = new java.util.ArrayList<>(shop.shown());
    shown.addAll(List.of(more));
    return new Shop(shop.catalog(), shop.prices(), shown, shop.free(), true);
  }
}
