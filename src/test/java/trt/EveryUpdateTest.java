package trt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static trt.testing.TestVertx.get;

import ch.qos.logback.classic.Level;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import trt.domain.inbox.Myself;
import trt.playground.telegram.control.LoggedCall;
import trt.routing.Reasons;
import trt.testing.Await;
import trt.testing.LogCapture;

/**
 * Updates as the tests of many frameworks keep them: each is accepted, and each gets exactly one
 * visible answer or deliberately none. {@code docs/updates.md} lists which; after a change: {@code
 * mvn test -Dtest=EveryUpdateTest -Ddocs.write=true}.
 */
class EveryUpdateTest {
  private static final Path UPDATES = Path.of("src/test/resources/updates");
  private static final Path DOCS = Path.of("docs/updates.md");
  private static final Myself ME = new Myself(700_000_001, () -> "playground_bot");

  /** Money of another currency cannot be booked: an operator has to see it, the payer is told. */
  private static final String FOREIGN_MONEY = "message_successful_payment__nutgram";

  /** An update whose people, chats and queries occur in no other. */
  private record Posted(String name, JsonObject update, List<Object> ids) {}

  @Test
  void isAcceptedAndGetsOneVisibleAnswerOrDeliberatelyNone() throws IOException {
    List<Posted> posted = new ArrayList<>();
    try (TestBot bot = TestBot.start();
        LogCapture log = LogCapture.of(visible())) {
      for (Path file : files()) {
        Posted one = unique(file, posted.size());
        posted.add(one);
        get(bot.telegram().inject(one.update().copy()));
      }
      Await.until(
          () ->
              get(bot.telegram().pending()) == 0
                  && bot.count("select count(*) from tg_ready") == 0
                  && bot.count("select count(*) from outbox") == 0,
          Duration.ofSeconds(30));

      assertEquals(103, posted.size());
      assertEquals(posted.size(), bot.count("select count(*) from tg_update"));
      assertEquals(1, bot.count("select count(*) from tg_quarantine"));
      assertEquals(List.of(), log.atLeast(Level.WARN));
      Map<String, String> answers = new TreeMap<>();
      List<String> wrong = new ArrayList<>();
      for (Posted one : posted) {
        List<String> calls = answersTo(one, bot.telegram().calls().all());
        String silence = Reasons.silence(one.update(), ME);
        if (calls.size() != (silence.isEmpty() ? 1 : 0)) {
          wrong.add(one.name() + ": " + calls + " " + silence);
        }
        answers.put(one.name(), calls.isEmpty() ? "none: " + silence : calls.get(0));
      }
      assertEquals(List.of(), wrong);
      assertTrue(answers.getOrDefault(FOREIGN_MONEY, "").contains("sendMessage"));
      assertDocumented(answers);
    }
  }

  private static Class<?> visible() {
    try {
      return Class.forName("trt.routing.Visible");
    } catch (ClassNotFoundException e) {
      throw new AssertionError(e);
    }
  }

  private static void assertDocumented(Map<String, String> answers) throws IOException {
    StringBuilder text =
        new StringBuilder(Files.readString(Path.of("src/test/resources/updates-head.md")));
    text.append("| update | answer |\n|---|---|\n");
    answers.forEach(
        (name, answer) ->
            text.append("| `").append(name).append("` | ").append(answer).append(" |\n"));
    if (Boolean.getBoolean("docs.write")) {
      Files.writeString(DOCS, text.toString());
    }
    assertEquals(text.toString(), Files.readString(DOCS), "run with -Ddocs.write=true");
  }

  private static List<String> answersTo(Posted one, List<LoggedCall> calls) {
    return calls.stream()
        .filter(call -> !call.method().equals("editMessageReplyMarkup"))
        .filter(call -> !isSilentAnswer(call))
        // An edit of a message that this Telegram does not have is replaced by a new message.
        .filter(call -> call.status() == 200 || call.method().startsWith("answer"))
        .filter(call -> one.ids().contains(about(call)))
        .map(call -> "`" + call.method() + "`")
        .reduce(
            new ArrayList<String>(),
            (list, method) -> {
              list.add(method);
              return list;
            },
            (a, b) -> a)
        .stream()
        .sorted()
        .toList();
  }

  /** A press is answered by the menu it leads to; its query is closed without a word. */
  private static boolean isSilentAnswer(LoggedCall call) {
    return call.method().equals("answerCallbackQuery");
  }

  private static Object about(LoggedCall call) {
    JsonObject params = call.params();
    return Stream.of("chat_id", "inline_query_id", "pre_checkout_query_id", "shipping_query_id")
        .map(params::getValue)
        .filter(Objects::nonNull)
        .findFirst()
        .map(id -> (Object) id.toString())
        .orElse("");
  }

  private static List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(UPDATES)) {
      return files.sorted().toList();
    }
  }

  private static Posted unique(Path file, int number) throws IOException {
    String name = file.getFileName().toString().replace(".json", "");
    JsonObject update = new JsonObject(Buffer.buffer(Files.readAllBytes(file)));
    Map<Object, Object> renamed = new HashMap<>();
    JsonObject other = (JsonObject) renamed(update, "", number, renamed);
    other.put("update_id", 1_000_001 + number);
    return new Posted(
        name, other, renamed.values().stream().map(Object::toString).map(s -> (Object) s).toList());
  }

  /** The same number becomes the same other number, so that a private chat stays one. */
  private static Object renamed(Object value, String key, int number, Map<Object, Object> known) {
    if (value instanceof JsonObject object) {
      JsonObject copy = new JsonObject();
      object.forEach(e -> copy.put(e.getKey(), renamed(e.getValue(), e.getKey(), number, known)));
      return copy;
    }
    if (value instanceof JsonArray array) {
      JsonArray copy = new JsonArray();
      array.forEach(item -> copy.add(renamed(item, key, number, known)));
      return copy;
    }
    if (!key.equals("id")) {
      return value;
    }
    if (value instanceof Number id) {
      long sign = id.longValue() < 0 ? -1 : 1;
      return known.computeIfAbsent(
          id.longValue(), k -> sign * (5_000_000_000L + number * 100L + known.size()));
    }
    return known.computeIfAbsent(value, k -> k + "u" + number);
  }
}
