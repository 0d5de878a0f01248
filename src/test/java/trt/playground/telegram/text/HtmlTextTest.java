package trt.playground.telegram.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import trt.playground.telegram.wire.ApiError;

/** HTML as Telegram reads it, complaints included. */
class HtmlTextTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "<b>a</b> <strong>b</strong>|a b|bold 0 1; bold 2 1",
        "<pre><code class=\"language-java\">x</code></pre>|x|pre 0 1",
        "<code>/start</code> /start|/start /start|code 0 6; bot_command 7 6",
        "1 &lt; 2 &amp;amp; &#128512;&unknown;|1 < 2 &amp; 😀&unknown;|",
        "😀<tg-spoiler>x</tg-spoiler>|😀x|spoiler 2 1",
        "<span class=\"tg-spoiler\">x</span>|x|spoiler 0 1",
        "<blockquote expandable>x</blockquote>|x|expandable_blockquote 0 1",
        "<b></b>x|x|",
        "<a href=\"nowhere\">x</a>|x|",
        "see https://a.b/c.|see https://a.b/c.|url 4 13",
        "<b> x </b>|x|bold 0 1"
      })
  void reads(String source, String text, String entities) {
    FormattedText read = FormattedText.read(source, "HTML", new JsonArray());

    assertEquals(text, read.text());
    assertEquals(entities == null ? "" : entities, described(read.entities()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "<b>я|Can't find end tag corresponding to start tag \"b\"",
        "я <x>|Unsupported start tag \"x\" at byte offset 3",
        "a <b|Unclosed start tag at byte offset 2",
        "a < b >|Unsupported start tag \"\" at byte offset 2",
        "<b>a</i>|Unmatched end tag at byte offset 4, expected \"</b>\", found \"</i>\"",
        "a</b>|Unexpected end tag at byte offset 1",
        "<b>a</b|Unclosed end tag at byte offset 4",
        "<span>a</span>|Tag \"span\" must have class \"tg-spoiler\" at byte offset 0",
        "<a href=b?c>a</a>|Unexpected end of name token at byte offset 8",
        "<b =1>a</b>|Empty attribute name in the tag \"b\" at byte offset 0",
        "<a href=\"x|Unclosed start tag \"a\" at byte offset 0"
      })
  void refuses(String source, String complaint) {
    ApiError error =
        assertThrows(
            ApiError.class, () -> FormattedText.read(source, "HTML", new JsonArray()).text());

    assertEquals("Bad Request: can't parse entities: " + complaint, error.description());
  }

  @Test
  void refusesUnknownParseModes() {
    ApiError error =
        assertThrows(
            ApiError.class, () -> FormattedText.read("a", "BBCode", new JsonArray()).text());

    assertEquals("Bad Request: unsupported parse_mode", error.description());
  }

  private static String described(JsonArray entities) {
    return entities.stream()
        .map(JsonObject.class::cast)
        .map(e -> e.getString("type") + " " + e.getInteger("offset") + " " + e.getInteger("length"))
        .collect(Collectors.joining("; "));
  }
}
