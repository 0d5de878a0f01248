package trt.playground.kie;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the prompt asks of the emulator, in square brackets: {@code [fail]}, {@code [fail:501]},
 * {@code [slow]} (ten times slower), {@code [never]} (never done), {@code [lost-answer]} (created,
 * connection cut), {@code [refuse]} (refused at once for its content).
 */
record Wishes(
    Optional<String> failCode,
    boolean isSlow,
    boolean isNever,
    boolean isLostAnswer,
    boolean isRefused) {
  private static final Pattern FAIL = Pattern.compile("\\[fail(?::(\\d{3}))?]");

  static Wishes in(JsonObject body) {
    StringBuilder all = new StringBuilder();
    collect(body, all);
    String text = all.toString();
    Matcher fail = FAIL.matcher(text);
    Optional<String> code =
        fail.find()
            ? Optional.of(Optional.ofNullable(fail.group(1)).orElse("500"))
            : Optional.empty();
    return new Wishes(
        code,
        text.contains("[slow]"),
        text.contains("[never]"),
        text.contains("[lost-answer]"),
        text.contains("[refuse]"));
  }

  private static void collect(Object value, StringBuilder all) {
    if (value instanceof JsonObject object) {
      object.forEach(member -> collect(member.getValue(), all));
    } else if (value instanceof JsonArray array) {
      array.forEach(item -> collect(item, all));
    } else if (value instanceof String text) {
      all.append(text).append('\n');
    }
  }

  /** KIE's words for a code. */
  static String message(String code) {
    return switch (code) {
      case "400", "422" -> "Content moderation check failed: sexual";
      case "451" -> "Image fetch failed";
      case "408" -> "Upstream gave no result for more than 10 minutes";
      default -> "Internal Error, Please try again later.";
    };
  }
}
