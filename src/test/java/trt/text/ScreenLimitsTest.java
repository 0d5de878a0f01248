package trt.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import trt.domain.catalog.Category;
import trt.domain.catalog.Field;
import trt.domain.catalog.FieldType;
import trt.domain.catalog.Model;
import trt.domain.dialogue.Action;
import trt.domain.dialogue.Dialogue;
import trt.domain.dialogue.Input;
import trt.domain.dialogue.Outcome;
import trt.domain.dialogue.Reply;
import trt.domain.dialogue.Scene;
import trt.domain.dialogue.Screen;
import trt.domain.dialogue.Session;
import trt.domain.dialogue.Shop;
import trt.domain.dialogue.Turn;
import trt.domain.pricing.PriceList;
import trt.domain.pricing.Tariff;
import trt.domain.wallet.Purse;
import trt.kie.CatalogFile;

/** Every screen of every model that has a price, with the longest answers, in both languages. */
class ScreenLimitsTest {
  private static final CatalogFile FILE = CatalogFile.load();
  private static final long LATE_FLOW = 9_999_999_999L;
  private static final int MAX_BUTTONS = 100;

  private final Texts texts = new Texts(100);
  private final ScreenRenderer renderer = new ScreenRenderer(texts);
  private final Shop shop = everythingShown();
  private final Dialogue dialogue = new Dialogue(shop, "@helpdesk");
  private final List<String> broken = new ArrayList<>();

  private static Shop everythingShown() {
    Tariff tariff =
        new Tariff(new BigDecimal("0.005"), new BigDecimal("2"), new BigDecimal("0.013"), 100);
    return new Shop(
        FILE.catalog(),
        new PriceList(FILE.prices(), tariff),
        FILE.catalog().all().stream().map(Model::id).toList(),
        Set.of(),
        true);
  }

  @Test
  void noScreenIsTooLongForTelegram() {
    for (Category category : Category.values()) {
      check("models of " + category, press(start(), Action.of("models", category.name())));
    }
    for (Model model : FILE.catalog().all()) {
      walk(model);
    }
    assertEquals(List.of(), broken);
  }

  @Test
  void aCaptionOfTheLongestPromptFits() {
    for (Model model : FILE.catalog().all()) {
      Turn turn = ask(model, longest(model, "🦊"));
      Screen screen = screens(turn).get(0);
      Map<String, Object> args = new LinkedHashMap<>(screen.text().args());
      args.putIfAbsent("prompt", "");
      args.put("isFree", "no");
      for (String language : Texts.LANGUAGES) {
        String caption =
            renderer.caption(language, new trt.domain.dialogue.Phrase("result.caption", args));
        assertTrue(
            visible(caption) <= ScreenRenderer.MAX_CAPTION, () -> model.id() + " " + caption);
      }
    }
  }

  private void walk(Model model) {
    for (String letter : List.of("x", "&", "🦊")) {
      Map<String, Object> answers = longest(model, letter);
      check(model.id(), ask(model, Map.of()));
      Map<String, Object> known = new LinkedHashMap<>();
      answers.forEach(
          (name, value) -> {
            known.put(name, value);
            check(model.id() + " after " + name, ask(model, known));
          });
    }
  }

  private Turn ask(Model model, Map<String, Object> known) {
    Outcome.PastJob job = new Outcome.PastJob(5, model.id(), known);
    Scene scene = new Scene(start(), "Ann", purse(), Optional.of(job));
    return dialogue.next(scene, new Input.Press(Action.of("again", 5), 1, false));
  }

  private Turn press(Session session, Action action) {
    return dialogue.next(
        new Scene(session, "Ann", purse(), Optional.empty()), new Input.Press(action, 1, false));
  }

  private static Session start() {
    return Session.fresh(LATE_FLOW);
  }

  private static Purse purse() {
    return new Purse(1, Long.MAX_VALUE / 4, 0, 0, 2, 0);
  }

  /** The longest possible answer to every asked question. */
  private static Map<String, Object> longest(Model model, String letter) {
    Map<String, Object> answers = new LinkedHashMap<>();
    for (Field field : model.fields()) {
      if (field.isChoice()) {
        answers.put(field.name(), field.options().get(0).value());
      } else if (field.type() == FieldType.TEXT) {
        int length = field.limits().length().max().map(BigDecimal::intValue).orElse(4096);
        answers.put(field.name(), letter.repeat(Math.min(length, 4096 / letter.length())));
      } else if (field.type().isMedia()) {
        String address = "https://example.org/" + "x".repeat(200);
        answers.put(
            field.name(), field.type() == FieldType.MEDIA ? address : List.of(address, address));
      }
    }
    return answers;
  }

  private static List<Screen> screens(Turn turn) {
    return turn.replies().stream()
        .filter(Reply.Show.class::isInstance)
        .map(reply -> ((Reply.Show) reply).screen())
        .toList();
  }

  private void check(String what, Turn turn) {
    for (Screen screen : screens(turn)) {
      for (String language : Texts.LANGUAGES) {
        JsonObject message = renderer.message(language, screen);
        int length = visible(message.getString("text"));
        JsonArray rows = message.getJsonObject("reply_markup").getJsonArray("inline_keyboard");
        int buttons = rows.stream().mapToInt(row -> ((JsonArray) row).size()).sum();
        if (length == 0 || length > 4096 || buttons > MAX_BUTTONS) {
          broken.add(
              what + " " + language + ": " + length + " characters, " + buttons + " buttons");
        }
      }
    }
  }

  /** What Telegram counts: the text without markup, in UTF-16 units. */
  private static int visible(String html) {
    return html.replaceAll("<[^>]+>", "")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&amp;", "&")
        .length();
  }
}
