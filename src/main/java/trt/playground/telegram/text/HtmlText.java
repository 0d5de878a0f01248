package trt.playground.telegram.text;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import trt.playground.telegram.wire.ApiError;

/** Telegram's dialect of HTML, read once, with Telegram's complaints about what it refuses. */
final class HtmlText {
  private final String source;
  private final StringBuilder text = new StringBuilder();
  private final Deque<HtmlTag> open = new ArrayDeque<>();
  private final List<JsonObject> entities = new ArrayList<>();
  private int at;

  HtmlText(String source) {
    this.source = source;
  }

  FormattedText parsed() {
    while (at < source.length()) {
      char c = source.charAt(at);
      if (c == '&') {
        at = HtmlCharacter.append(source, at, text);
      } else if (c == '<') {
        tag();
      } else {
        text.append(c);
        at++;
      }
    }
    if (!open.isEmpty()) {
      throw refused(
          "can't find end tag corresponding to start tag \"" + open.getLast().name() + "\"");
    }
    entities.sort(
        Comparator.<JsonObject>comparingInt(e -> e.getInteger("offset"))
            .thenComparingInt(e -> -e.getInteger("length")));
    return new FormattedText(text.toString(), new JsonArray(entities));
  }

  private void tag() {
    int begin = at++;
    if (at < source.length() && source.charAt(at) == '/') {
      endTag(begin);
    } else {
      startTag(begin);
    }
  }

  private void startTag(int begin) {
    String name = word("");
    if (at >= source.length()) {
      throw refused("unclosed start tag at byte offset " + bytes(begin));
    }
    if (!HtmlTag.isSupported(name)) {
      throw refused("unsupported start tag \"" + name + "\" at byte offset " + bytes(begin));
    }
    Map<String, String> attributes = new HashMap<>();
    while (skipSpace() && source.charAt(at) != '>') {
      attribute(name, begin, attributes);
    }
    if (at >= source.length()) {
      throw refused("unclosed start tag \"" + name + "\" at byte offset " + bytes(begin));
    }
    at++;
    if (name.equals("span") && !"tg-spoiler".equals(attributes.get("class"))) {
      throw refused("tag \"span\" must have class \"tg-spoiler\" at byte offset " + bytes(begin));
    }
    open.add(new HtmlTag(name, attributes, text.length()));
  }

  private void attribute(String tag, int begin, Map<String, String> attributes) {
    String name = word("=/\"'");
    if (name.isEmpty()) {
      throw refused(
          "empty attribute name in the tag \"" + tag + "\" at byte offset " + bytes(begin));
    }
    if (!skipSpace() || source.charAt(at) != '=') {
      attributes.put(name, "");
      return;
    }
    at++;
    attributes.put(name, skipSpace() ? value() : "");
  }

  private String value() {
    char quote = source.charAt(at);
    if (quote != '"' && quote != '\'') {
      int begin = at;
      String token = word("");
      if (!token.matches("[a-z0-9.-]*")) {
        throw refused("unexpected end of name token at byte offset " + bytes(begin));
      }
      return token;
    }
    StringBuilder value = new StringBuilder();
    at++;
    while (at < source.length() && source.charAt(at) != quote) {
      if (source.charAt(at) == '&') {
        at = HtmlCharacter.append(source, at, value);
      } else {
        value.append(source.charAt(at++));
      }
    }
    at = Math.min(at + 1, source.length());
    return value.toString();
  }

  private void endTag(int begin) {
    if (open.isEmpty()) {
      throw refused("unexpected end tag at byte offset " + bytes(begin));
    }
    at++;
    String name = word("");
    if (!skipSpace() || source.charAt(at) != '>') {
      throw refused("unclosed end tag at byte offset " + bytes(begin));
    }
    at++;
    HtmlTag tag = open.getLast();
    if (!name.isEmpty() && !name.equals(tag.name())) {
      throw refused(
          "unmatched end tag at byte offset %d, expected \"</%s>\", found \"</%s>\""
              .formatted(bytes(begin), tag.name(), name));
    }
    open.removeLast();
    if (text.length() > tag.start()) {
      close(tag);
    }
  }

  /** {@code <pre><code class="language-x">} is one entity with a language, not two. */
  private void close(HtmlTag tag) {
    HtmlTag outer = open.peekLast();
    if (tag.name().equals("code") && outer != null && outer.name().equals("pre")) {
      if (!tag.language().isEmpty() && outer.start() == tag.start()) {
        outer.attributes().put("class", "language-" + tag.language());
        return;
      }
    }
    tag.entity(text.toString())
        .map(
            e ->
                tag.name().equals("pre") && !tag.language().isEmpty()
                    ? e.put("language", tag.language())
                    : e)
        .ifPresent(entities::add);
  }

  /** Reads on to white space, '>' or one of {@code stops}. */
  private String word(String stops) {
    int begin = at;
    while (at < source.length()
        && !Character.isWhitespace(source.charAt(at))
        && source.charAt(at) != '>'
        && stops.indexOf(source.charAt(at)) < 0) {
      at++;
    }
    return source.substring(begin, at).toLowerCase(Locale.ROOT);
  }

  private boolean skipSpace() {
    while (at < source.length() && Character.isWhitespace(source.charAt(at))) {
      at++;
    }
    return at < source.length();
  }

  private int bytes(int index) {
    return source.substring(0, index).getBytes(StandardCharsets.UTF_8).length;
  }

  private static ApiError refused(String what) {
    return ApiError.badRequest(
        "can't parse entities: " + Character.toUpperCase(what.charAt(0)) + what.substring(1));
  }
}
