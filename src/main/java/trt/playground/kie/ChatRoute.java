package trt.playground.kie;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code /claude/v1/messages}: answers at once, as a person would who knows a few words. */
final class ChatRoute {
  private static final Pattern WORDS = Pattern.compile("(?s)<words>\\s*(.*?)\\s*</words>");
  private static final Pattern CYRILLIC = Pattern.compile("\\p{IsCyrillic}+");
  private static final int CHARACTERS_PER_TOKEN = 3;

  /** Credits for a million tokens of questions and of answers. */
  private static final double IN = 55;

  private static final double OUT = 285;
  private static final double MILLION = 1_000_000;

  private static final String LATIN_OF_CYRILLIC =
      "a b v g d e zh z i y k l m n o p r s t u f kh ts ch sh shch - y - e yu ya";

  private static final Map<String, String> KNOWN =
      Map.ofEntries(
          Map.entry("рыжая", "red"),
          Map.entry("лиса", "fox"),
          Map.entry("кот", "cat"),
          Map.entry("кошка", "cat"),
          Map.entry("собака", "dog"),
          Map.entry("дом", "house"),
          Map.entry("лес", "forest"),
          Map.entry("море", "sea"),
          Map.entry("снегу", "snow"),
          Map.entry("снег", "snow"),
          Map.entry("в", "in the"),
          Map.entry("на", "on the"),
          Map.entry("и", "and"),
          Map.entry("с", "with"));

  private final Tasks tasks;
  private final Faults faults;

  ChatRoute(Tasks tasks, Faults faults) {
    this.tasks = tasks;
    this.faults = faults;
  }

  void answer(RoutingContext call) {
    JsonObject body = Answers.json(call);
    if (Answers.broke(call, faults.next("create"))) {
      return;
    }
    JsonArray messages = body.getJsonArray("messages", new JsonArray());
    if (messages.isEmpty() || body.getString("model", "").isEmpty()) {
      Answers.refuse(call, 422, "model and messages are required");
      return;
    }
    String asked = messages.getJsonObject(messages.size() - 1).getString("content", "");
    Wishes wishes = Wishes.in(body);
    if (wishes.isRefused() || wishes.failCode().isPresent()) {
      Answers.refuse(call, 422, Wishes.message("422"));
    } else if (wishes.isLostAnswer()) {
      Answers.cut(call);
    } else {
      said(call, body.getString("model"), asked);
    }
  }

  private void said(RoutingContext call, String model, String asked) {
    Matcher words = WORDS.matcher(asked);
    String text = words.find() ? words.group(1) : asked;
    String answer = asked.startsWith("Translate") ? translated(text) : improved(text);
    int in = asked.length() / CHARACTERS_PER_TOKEN;
    int out = answer.length() / CHARACTERS_PER_TOKEN + 1;
    double credits = Math.round((in * IN + out * OUT) / MILLION * 10_000) / 10_000.0;
    tasks
        .setCredits(tasks.credits() - credits)
        .onSuccess(
            kept ->
                Answers.send(
                    call,
                    new JsonObject()
                        .put("id", "msg_" + UUID.randomUUID().toString().replace("-", ""))
                        .put("type", "message")
                        .put("role", "assistant")
                        .put("model", model)
                        .put(
                            "content",
                            new JsonArray()
                                .add(new JsonObject().put("type", "text").put("text", answer)))
                        .put("stop_reason", "end_turn")
                        .put(
                            "usage",
                            new JsonObject().put("input_tokens", in).put("output_tokens", out))
                        .put("credits_consumed", credits)))
        .onFailure(call::fail);
  }

  private static String improved(String text) {
    return CYRILLIC.matcher(text).find()
        ? text + ", мягкий золотой свет, тонкие детали, продуманная композиция"
        : text + ", soft golden light, fine details, a carefully balanced composition";
  }

  private static String translated(String text) {
    return CYRILLIC.matcher(text).replaceAll(word -> english(word.group()));
  }

  private static String english(String word) {
    String small = word.toLowerCase(java.util.Locale.ROOT);
    if (KNOWN.containsKey(small)) {
      return KNOWN.getOrDefault(small, small);
    }
    String[] latin = LATIN_OF_CYRILLIC.split(" ", -1);
    StringBuilder spelled = new StringBuilder();
    small
        .chars()
        .map(letter -> letter - 'а')
        .filter(at -> at >= 0 && at < latin.length && !latin[at].equals("-"))
        .forEach(at -> spelled.append(latin[at]));
    return spelled.isEmpty() ? "it" : spelled.toString();
  }
}
