package trt.domain.dialogue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import trt.domain.catalog.GivenFile;
import trt.domain.catalog.MediaFacts;
import trt.domain.catalog.Medium;
import trt.domain.pricing.PriceList;
import trt.domain.pricing.Tariff;
import trt.domain.wallet.Purse;
import trt.text.ScreenRenderer;
import trt.text.Texts;

/**
 * Presses every button that can be reached, in every state worth telling apart: no silence, no dead
 * end, nothing Telegram would refuse, in both languages, alone and in a group.
 */
class CrawlTest {
  private static final int USUAL_DEPTH = 6;
  private static final int GREAT_DEPTH = 12;
  private static final int MOST_STATES = 60_000;
  private static final Set<String> WAYS_HOME = Set.of("home", "models");

  private final Texts texts = new Texts(100);
  private final ScreenRenderer renderer = new ScreenRenderer(texts, () -> "test_bot");
  private final List<String> wrong = new ArrayList<>();
  private final Map<String, Integer> screens = new HashMap<>();

  private record State(Session session, Screen screen, int depth, String way) {}

  @Test
  void everyScreenAPersonCanReachLeadsOn() throws IOException {
    crawl(purse(2_000, 3), USUAL_DEPTH, false);
    crawl(purse(0, 0), USUAL_DEPTH, false);

    assertEquals(List.of(), wrong.stream().limit(20).toList());
    assertTrue(screens.size() > 10, screens::toString);
    assertTrue(screens.containsKey("confirm.free"), screens::toString);
    assertTrue(screens.containsKey("confirm.poor"), screens::toString);
    assertTrue(screens.containsKey("topup.choose"), screens::toString);
  }

  @Test
  void inAGroupNoScreenSpeaksOfABalance() throws IOException {
    crawl(purse(2_000, 3), USUAL_DEPTH, true);
    crawl(purse(0, 0), USUAL_DEPTH, true);

    assertEquals(List.of(), wrong.stream().limit(20).toList());
    assertTrue(screens.containsKey("group.private") || !screens.isEmpty());
  }

  @Test
  @Tag("slow")
  void farFromHomeAsWell() throws IOException {
    crawl(purse(2_000, 3), GREAT_DEPTH, false);
    crawl(purse(0, 0), GREAT_DEPTH, false);

    assertEquals(List.of(), wrong.stream().limit(20).toList());
  }

  private static Purse purse(long available, long free) {
    return new Purse(1, available, 0, 0, 2, free);
  }

  private void crawl(Purse purse, int depth, boolean group) throws IOException {
    Dialogue dialogue = dialogue();
    Deque<State> open = new ArrayDeque<>();
    Set<String> seen = new HashSet<>();
    for (String command : List.of("start", "menu", "help", "balance", "topup", "cancel", "terms")) {
      Session fresh = Session.fresh(1_000);
      step(dialogue, fresh, purse, new Input.Command(command, ""), 0, "/" + command, group)
          .filter(state -> seen.add(key(state)))
          .ifPresent(open::add);
    }
    while (!open.isEmpty() && seen.size() < MOST_STATES) {
      State state = open.poll();
      if (state.depth() == depth) {
        continue;
      }
      for (Input input : inputs(state)) {
        String way = state.way() + " > " + named(input);
        step(dialogue, state.session(), purse, input, state.depth() + 1, way, group)
            .filter(next -> seen.add(key(next)))
            .ifPresent(open::add);
      }
    }
    assertTrue(seen.size() < MOST_STATES, "too many states to be sure of all");
  }

  private static List<Input> inputs(State state) {
    List<Input> inputs = new ArrayList<>();
    for (List<Button> row : state.screen().rows()) {
      for (Button button : row) {
        if (!button.action().verb().equals(GroupManners.LINK)) {
          inputs.add(new Input.Press(Action.decode(button.action().encode()), 7, false));
        }
      }
    }
    switch (state.session().stage()) {
      case WORDS, TOPUP, PROMO -> inputs.add(new Input.Words("a red fox in the snow"));
      case FILE -> inputs.add(picture());
      case HOME, OPTION, CONFIRM, ADMIN -> {}
    }
    if (state.depth() == 1) {
      inputs.add(new Input.Words("hello"));
      inputs.add(new Input.Unsupported("dice"));
      inputs.add(picture());
    }
    return inputs;
  }

  private static Input picture() {
    MediaFacts facts =
        new MediaFacts(Medium.IMAGE, "image/jpeg", 200_000, 1024, 1024, Duration.ZERO);
    return new Input.Sent(new GivenFile("file", facts, "fox.jpg"), "", "");
  }

  private Optional<State> step(
      Dialogue dialogue,
      Session session,
      Purse purse,
      Input input,
      int depth,
      String way,
      boolean group) {
    Optional<Outcome> outcome =
        dialogue
            .errand(session, input)
            .filter(Errand.Recall.class::isInstance)
            .map(
                recall ->
                    new Outcome.PastJob(
                        5, "z-image", Map.of("prompt", "x", "aspect_ratio", "1:1")));
    Turn turn = dialogue.next(new Scene(session, "Ann", purse, outcome, group), input);
    List<Screen> shown = new ArrayList<>();
    boolean ends = false;
    for (Reply reply : turn.replies()) {
      if (reply instanceof Reply.Show show) {
        shown.add(show.screen());
      } else if (reply instanceof Reply.StartJob start) {
        ends = true;
        check(start.refused(), way, group);
        checkText(start.accepted(), way, group);
      } else if (reply instanceof Reply.Invoice || reply instanceof Reply.SendFiles) {
        ends = true;
        expect(!group || reply instanceof Reply.SendFiles, way + ": an invoice in a group");
      }
    }
    expect(ends || !shown.isEmpty(), way + ": silence");
    expect(shown.size() <= 1, way + ": several menus");
    shown.forEach(screen -> check(screen, way, group));
    return shown.isEmpty()
        ? Optional.empty()
        : Optional.of(new State(turn.session(), shown.get(0), depth, way));
  }

  private void check(Screen screen, String way, boolean group) {
    checkText(screen, way, group);
    boolean home =
        screen.rows().stream()
            .flatMap(List::stream)
            .anyMatch(button -> WAYS_HOME.contains(button.action().verb()));
    expect(home, way + ": no way home from " + screen.text().key());
  }

  private void checkText(Screen screen, String way, boolean group) {
    screens.merge(screen.text().key(), 1, Integer::sum);
    for (String language : Texts.LANGUAGES) {
      JsonObject params = renderer.message(language, screen);
      String text = params.getString("text").replaceAll("<[^>]*>", "");
      expect(!text.isBlank() && text.length() <= 4096, way + ": " + text.length() + " characters");
      expect(!text.contains("null") && !text.matches("(?s).*[{}].*"), way + ": " + text);
      expect(
          !group || !text.matches("(?s).*(Balance: |Баланс: |Available|Доступно).*"),
          way + ": " + text);
      int buttons = 0;
      for (List<Button> row : screen.rows()) {
        expect(row.size() <= 8, way + ": a row of " + row.size());
        for (Button button : row) {
          buttons++;
          String label = texts.plain(language, button.label());
          expect(!label.isBlank() && label.length() <= 64, way + ": label " + label);
          int bytes = button.action().encode().getBytes(StandardCharsets.UTF_8).length;
          expect(bytes <= Action.MAX_BYTES, way + ": " + bytes + " bytes");
        }
      }
      expect(buttons <= 100, way + ": " + buttons + " buttons");
    }
  }

  private void expect(boolean right, String problem) {
    if (!right) {
      wrong.add(problem);
    }
  }

  /** What tells two states apart; the numbers of orders do not. */
  private static String key(State state) {
    Session session = state.session();
    String flow = String.valueOf(session.flow());
    StringBuilder key = new StringBuilder();
    key.append(session.stage()).append(session.model()).append(session.inputs());
    key.append(session.saved().isPresent()).append(state.screen().text().key());
    for (List<Button> row : state.screen().rows()) {
      for (Button button : row) {
        key.append('/').append(button.action().encode().replace("|" + flow, "|F"));
      }
    }
    return key.toString();
  }

  private static String named(Input input) {
    return input instanceof Input.Press press ? press.action().encode() : input.toString();
  }

  private static Dialogue dialogue() throws IOException {
    JsonObject config = new JsonObject(Files.readString(Path.of("conf/default.json")));
    Tariff tariff =
        new Tariff(new BigDecimal("0.005"), new BigDecimal("2"), new BigDecimal("0.013"), 100);
    List<String> shown = List.of(config.getJsonObject("catalog").getString("shown").split(","));
    Shop shop =
        new Shop(
            Conversation.FILE.catalog(),
            new PriceList(Conversation.FILE.prices(), tariff),
            shown,
            Set.of("z-image"),
            true);
    return new Dialogue(
        shop, new Till(List.of(50L, 100L, 250L), 1, 10_000, 100, true), "@helpdesk", 20);
  }
}
