package trt.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.ibm.icu.text.MessagePattern;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import trt.domain.catalog.Category;
import trt.domain.catalog.InputProblem;
import trt.domain.dialogue.Phrase;
import trt.domain.dialogue.admin.Deed;
import trt.domain.job.FailReason;

class TextsTest {
  private static final Path BUNDLES = Path.of("src/main/resources/text");
  private static final Pattern KEY_IN_CODE =
      Pattern.compile(
          "\"((?:home|cancel|unknown|models|button|ask|confirm|status|result|toast|busy|checkout|admin)\\.[a-z.]*[a-z])\"");

  private final Texts texts = new Texts(100);

  @Test
  void bothLanguagesSayTheSameThings() {
    assertEquals(texts.keys("en"), texts.keys("ru"));
  }

  @Test
  void bothLanguagesUseTheSameArguments() throws IOException {
    Map<String, String> en = lines("en");
    Map<String, String> ru = lines("ru");
    en.forEach(
        (key, line) -> assertEquals(arguments(line), arguments(ru.getOrDefault(key, "")), key));
  }

  @Test
  void everyKeyNamedInTheCodeExists() throws IOException {
    Set<String> used = new TreeSet<>(Set.of("help", "balance", "quarantine"));
    try (Stream<Path> files = Files.walk(Path.of("src/main/java/trt"))) {
      for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
        Matcher key = KEY_IN_CODE.matcher(Files.readString(file));
        while (key.find() && !file.toString().matches(".*(playground|config).*")) {
          used.add(key.group(1));
        }
      }
    }
    for (Category category : Category.values()) {
      used.add("category." + category);
    }
    for (FailReason reason : FailReason.values()) {
      used.add("failed." + reason);
    }
    for (InputProblem.Violation violation : InputProblem.Violation.values()) {
      used.add("problem." + violation);
    }
    for (Deed deed : Deed.values()) {
      used.add("admin.deed." + deed.word());
    }
    used.removeAll(texts.keys("en"));
    assertEquals(Set.of(), used);
  }

  @Test
  void everyPatternFormatsWithItsArgumentsAndLeavesNoBrace() throws IOException {
    for (String language : Texts.LANGUAGES) {
      for (Map.Entry<String, String> line : lines(language).entrySet()) {
        for (String choice : List.of("yes", "no")) {
          String html = texts.html(language, phrase(line.getKey(), line.getValue(), choice));
          assertFalse(html.matches("(?s).*[{}].*"), () -> line.getKey() + ": " + html);
          assertFalse(html.isBlank(), line::getKey);
          assertTrue(tagsAreBalanced(html), () -> line.getKey() + ": " + html);
        }
      }
    }
  }

  @Test
  void noTextNamesInternals() throws IOException {
    Pattern internals =
        Pattern.compile(
            "(?i)\\bkie\\b|postgres|redis|vert\\.?x|webhook|database|exception|null|\\bjob id|\\bapi\\b|база данных|сервер|исключени");
    for (String language : Texts.LANGUAGES) {
      lines(language)
          .forEach(
              (key, line) -> {
                // Who receives what people write must be named.
                String said = key.equals("privacy") ? line.replace("KIE.ai", "") : line;
                assertFalse(internals.matcher(said).find(), key + ": " + line);
              });
    }
  }

  @Test
  void everyRefusalSaysWhatHappenedToTheMoney() throws IOException {
    Pattern money =
        Pattern.compile(
            "Nothing was charged|Ничего не списано|is back|снова на балансе|returned|возвращена");
    for (String language : Texts.LANGUAGES) {
      lines(language)
          .forEach(
              (key, line) -> {
                if (key.startsWith("failed.")
                    || key.equals("banned")
                    || key.equals("maintenance")
                    || key.startsWith("problem.")
                    || key.equals("confirm.poor")
                    || key.equals("confirm.notsold")
                    || key.equals("quarantine")
                    || key.startsWith("busy.")
                    || key.startsWith("checkout.")
                    || key.equals("toast.skipped")
                    || key.equals("toast.wait")
                    || key.equals("models.closed")) {
                  assertTrue(money.matcher(line).find(), language + " " + key + ": " + line);
                }
              });
    }
  }

  @Test
  void amountsAreShownWhateverAStarIsDividedInto() {
    assertEquals("0.33", new Texts(3).amount(1));
    assertEquals("0.67", new Texts(3).amount(2));
    assertEquals("1", new Texts(3).amount(3));
    assertEquals("0.016", new Texts(64).amount(1));
    assertEquals("12.25", new Texts(100).amount(1225));
    assertEquals("7", new Texts(1).amount(7));
    assertEquals("-0.143", new Texts(70).amount(-10));
  }

  @Test
  void amountsHaveNoIdleZeros() {
    assertEquals("4", texts.amount(400));
    assertEquals("4.5", texts.amount(450));
    assertEquals("4.25", texts.amount(425));
    assertEquals("0", texts.amount(0));
    assertEquals("0.01", texts.amount(1));
    assertEquals("1000", texts.amount(100_000));
    assertEquals("-3.08", texts.amount(-308));
  }

  @Test
  void russianCountsAsRussiansDo() {
    Map<Integer, String> seconds =
        Map.of(1, "1 секунда", 2, "2 секунды", 5, "5 секунд", 11, "11 секунд", 21, "21 секунда");
    seconds.forEach(
        (n, words) -> {
          String text = texts.html("ru", running(n));
          assertTrue(text.contains("Прошло " + words + ","), text);
        });
    Map<Integer, String> pictures =
        Map.of(
            0,
            "больше нет",
            1,
            "1 картинка",
            2,
            "2 картинки",
            5,
            "5 картинок",
            11,
            "11 картинок",
            21,
            "21 картинка");
    pictures.forEach(
        (n, words) -> {
          String text = texts.html("ru", home(n));
          assertTrue(text.contains("сегодня: <b>" + words + "</b>"), text);
        });
  }

  @Test
  void englishCountsAsTheEnglishDo() {
    assertTrue(texts.html("en", home(1)).contains("<b>1 picture</b>"));
    assertTrue(texts.html("en", home(2)).contains("<b>2 pictures</b>"));
    assertTrue(texts.html("en", home(0)).contains("<b>none left</b>"));
  }

  @Test
  void argumentsCannotBreakTheMarkup() {
    Phrase phrase = Phrase.of("quarantine", "id", "<b>&{0}'");
    assertTrue(texts.html("en", phrase).contains("&lt;b&gt;&amp;{0}'"));
    assertTrue(texts.plain("en", phrase).contains("<b>&{0}'"));
  }

  @Test
  void russianAndEnglishAreKnownAndEverybodyElseReadsEnglish() {
    assertEquals("ru", Texts.language("ru"));
    assertEquals("ru", Texts.language("ru-RU"));
    assertEquals("en", Texts.language("de"));
    assertEquals("en", Texts.language(""));
  }

  private static Phrase running(int seconds) {
    return new Phrase(
        "status.running",
        Map.of(
            "title",
            "T",
            "prompt",
            "p",
            "seconds",
            seconds,
            "typical",
            30,
            "isFree",
            "yes",
            "price",
            new Phrase.Stars(1)));
  }

  private static Phrase home(int free) {
    return new Phrase(
        "home.menu",
        Map.of(
            "available",
            new Phrase.Stars(1),
            "held",
            new Phrase.Stars(0),
            "hasHeld",
            "no",
            "free",
            free));
  }

  private static Phrase phrase(String key, String line, String choice) {
    Map<String, Object> args = new HashMap<>();
    MessagePattern pattern = new MessagePattern(line);
    for (int i = 0; i < pattern.countParts(); i++) {
      MessagePattern.Part part = pattern.getPart(i);
      if (part.getType() == MessagePattern.Part.Type.ARG_NAME) {
        String name = pattern.getSubstring(part);
        boolean yesOrNo = pattern.getPart(i - 1).getArgType() == MessagePattern.ArgType.SELECT;
        args.put(name, yesOrNo ? choice : Integer.valueOf(7));
      }
    }
    return new Phrase(key, args);
  }

  private static Set<String> arguments(String line) {
    Set<String> names = new TreeSet<>();
    MessagePattern pattern = new MessagePattern(line);
    for (int i = 0; i < pattern.countParts(); i++) {
      if (pattern.getPart(i).getType() == MessagePattern.Part.Type.ARG_NAME) {
        names.add(pattern.getSubstring(pattern.getPart(i)));
      }
    }
    return names;
  }

  private static boolean tagsAreBalanced(String html) {
    for (String tag : List.of("b", "blockquote", "code")) {
      if (html.split("<" + tag + ">", -1).length != html.split("</" + tag + ">", -1).length) {
        return false;
      }
    }
    return true;
  }

  private static Map<String, String> lines(String language) throws IOException {
    java.util.Properties lines = new java.util.Properties();
    try (var file = Files.newBufferedReader(BUNDLES.resolve(language + ".properties"))) {
      lines.load(file);
    }
    Map<String, String> map = new HashMap<>();
    lines.forEach((key, value) -> map.put(key.toString(), value.toString()));
    return map;
  }
}
