package trt;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.Objects;
import java.util.Properties;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import trt.playground.chat.Browser;

/** The chat page in somebody's hand: finds buttons and words by their names in the bundles. */
final class Phone {
  private static final int WIDTH = 390;
  private static final int HEIGHT = 780;
  private static final Pattern MARKUP = Pattern.compile("<[^>]*>|\\{[^}]*}|[\\n{}]");

  private final Browser browser;
  private final String address;
  private final Properties bundle = new Properties();
  private final Path album;
  private final String lang;

  Phone(Browser browser, String address, String lang, Path album) {
    this.browser = browser;
    this.address = address;
    this.album = album;
    this.lang = lang;
    String name = "/text/" + lang + ".properties";
    try (InputStreamReader reader =
        new InputStreamReader(
            Objects.requireNonNull(Phone.class.getResourceAsStream(name)),
            StandardCharsets.UTF_8)) {
      bundle.load(reader);
      Files.createDirectories(album);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String lang() {
    return lang;
  }

  void isHeldBy(long person) {
    browser.looksLike(WIDTH, HEIGHT, true, false);
    browser.goTo(address + "?user=" + person);
  }

  /** A big screen instead. */
  void isLaidAsideFor(long person, boolean dark) {
    browser.looksLike(1180, 860, false, dark);
    browser.goTo(address + "?user=" + person);
    browser.waitUntil("document.querySelector('[data-testid=message]')");
  }

  void presses(String testId, String text) {
    browser.click(testId, text);
  }

  void taps(String key) {
    tapsWords(words(key));
  }

  void tapsWords(String label) {
    browser.waitUntil("!document.querySelector('.key[aria-busy=true]')");
    browser.click("inline-button", label);
    browser.waitUntil("!document.querySelector('.key[aria-busy=true]')");
  }

  void says(String text) {
    browser.say(text);
  }

  /** Waits until a message of the bot says what stands under that key. */
  void sees(String key) {
    seesWords(words(key));
  }

  void seesWords(String text) {
    String words = io.vertx.core.json.Json.encode(text);
    browser.waitUntil(
        "[...document.querySelectorAll('article[data-from=bot]')].slice(-2).some(m =>"
            + " m.textContent.includes("
            + words
            + "))",
        Duration.ofSeconds(40));
  }

  void seesMedia(String testId, int count) {
    browser.waitUntil(
        "document.querySelectorAll('article[data-from=bot] [data-testid=%s]').length >= %d"
            .formatted(testId, count));
  }

  /** Waits until nothing moves and keeps what is seen. */
  void keeps(String name) {
    browser.waitUntil("!document.querySelector('.key[aria-busy=true], .typing, .toast')");
    browser.waitUntil("[...document.images].every(i => i.complete && i.naturalWidth > 0)");
    browser.waitUntil(
        "document.getAnimations().every(a => a.playState !== 'running' ||"
            + " a.effect.getComputedTiming().endTime === Infinity)");
    browser.waitUntil("document.documentElement.scrollWidth <= innerWidth");
    Path file = album.resolve(name + ".png");
    browser.screenshot(file);
    FewColours.write(file);
  }

  /** The longest piece of a text in the bundle that has neither markup nor arguments. */
  private String words(String key) {
    return Stream.of(MARKUP.split(bundle.getProperty(key)))
        .max(Comparator.comparingInt(String::length))
        .orElseThrow()
        .strip();
  }
}
