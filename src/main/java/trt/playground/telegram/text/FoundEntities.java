package trt.playground.telegram.text;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Commands, mentions, hashtags and links, which Telegram marks in any text by itself. */
final class FoundEntities {
  /** The first kind that fits a place wins. */
  private static final List<Map.Entry<String, Pattern>> KINDS =
      List.of(
          Map.entry("url", Pattern.compile("\\bhttps?://[^\\s<>\"]+[^\\s<>\".,;:!?)]")),
          Map.entry(
              "bot_command",
              Pattern.compile("(?<![\\w/])/[A-Za-z0-9_]{1,64}(@[A-Za-z0-9_]{3,32})?\\b")),
          Map.entry("mention", Pattern.compile("(?<!\\w)@[A-Za-z][A-Za-z0-9_]{3,31}\\b")),
          Map.entry("hashtag", Pattern.compile("(?<!\\w)#\\w*[A-Za-zА-Яа-яЁё_][\\wА-Яа-яЁё]*")));

  private static final Set<String> VERBATIM = Set.of("code", "pre", "text_link");

  private FoundEntities() {}

  /** The given entities and the found ones, by offset; none is looked for inside code or links. */
  static JsonArray added(String text, JsonArray given) {
    List<JsonObject> all = new ArrayList<>();
    given.forEach(entity -> all.add((JsonObject) entity));
    List<JsonObject> verbatim =
        all.stream().filter(e -> VERBATIM.contains(e.getString("type"))).toList();
    List<JsonObject> found = new ArrayList<>();
    for (Map.Entry<String, Pattern> kind : KINDS) {
      Matcher matcher = kind.getValue().matcher(text);
      while (matcher.find()) {
        JsonObject entity =
            new JsonObject()
                .put("type", kind.getKey())
                .put("offset", matcher.start())
                .put("length", matcher.end() - matcher.start());
        if (!overlaps(entity, verbatim) && !overlaps(entity, found)) {
          found.add(entity);
        }
      }
    }
    all.addAll(found);
    all.sort(
        Comparator.<JsonObject>comparingInt(e -> e.getInteger("offset"))
            .thenComparingInt(e -> -e.getInteger("length")));
    return new JsonArray(all);
  }

  private static boolean overlaps(JsonObject entity, List<JsonObject> others) {
    return others.stream().anyMatch(o -> start(entity) < end(o) && start(o) < end(entity));
  }

  private static int start(JsonObject entity) {
    return entity.getInteger("offset");
  }

  private static int end(JsonObject entity) {
    return entity.getInteger("offset") + entity.getInteger("length");
  }
}
