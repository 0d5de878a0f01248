package trt.playground.telegram.text;

import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** An open tag: its name, what its attributes said, and where its text begins. */
record HtmlTag(String name, Map<String, String> attributes, int start) {
  private static final Map<String, String> STYLES =
      Map.ofEntries(
          Map.entry("b", "bold"),
          Map.entry("strong", "bold"),
          Map.entry("i", "italic"),
          Map.entry("em", "italic"),
          Map.entry("u", "underline"),
          Map.entry("ins", "underline"),
          Map.entry("s", "strikethrough"),
          Map.entry("strike", "strikethrough"),
          Map.entry("del", "strikethrough"),
          Map.entry("span", "spoiler"),
          Map.entry("tg-spoiler", "spoiler"),
          Map.entry("code", "code"),
          Map.entry("pre", "pre"),
          Map.entry("blockquote", "blockquote"),
          Map.entry("a", "text_link"),
          Map.entry("tg-emoji", "custom_emoji"),
          Map.entry("tg-time", "date_time"));
  private static final Set<String> LINKS = Set.of("http://", "https://", "tg://", "ton://");

  static boolean isSupported(String name) {
    return STYLES.containsKey(name);
  }

  /** The entity from the tag's beginning to {@code end}; none for a link that leads nowhere. */
  Optional<JsonObject> entity(String text) {
    JsonObject entity =
        new JsonObject()
            .put("type", STYLES.get(name))
            .put("offset", start)
            .put("length", text.length() - start);
    switch (name) {
      case "a" -> {
        return link(text).map(url -> entity.put("url", url));
      }
      case "blockquote" -> {
        if (attributes.containsKey("expandable")) {
          entity.put("type", "expandable_blockquote");
        }
      }
      case "tg-emoji" -> entity.put("custom_emoji_id", attributes.getOrDefault("emoji-id", ""));
      default -> {}
    }
    return Optional.of(entity);
  }

  /** The language of a {@code <code class="language-x">}, or "". */
  String language() {
    String given = attributes.getOrDefault("class", "");
    return given.startsWith("language-") ? given.substring("language-".length()) : "";
  }

  private Optional<String> link(String text) {
    String href = attributes.getOrDefault("href", "");
    String url = href.isEmpty() ? text.substring(start) : href;
    if (LINKS.stream().anyMatch(url::startsWith)) {
      return Optional.of(url);
    }
    return url.matches("[\\w.-]+\\.[A-Za-z]{2,}(/\\S*)?")
        ? Optional.of("http://" + url)
        : Optional.empty();
  }
}
