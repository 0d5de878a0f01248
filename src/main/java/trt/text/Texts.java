package trt.text;

import com.ibm.icu.number.LocalizedNumberFormatter;
import com.ibm.icu.number.NumberFormatter;
import com.ibm.icu.number.Precision;
import com.ibm.icu.text.MessageFormat;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import trt.domain.dialogue.Phrase;

/**
 * The message bundles {@code text/<language>.properties}: ICU MessageFormat patterns in Telegram's
 * HTML. Arguments are escaped; patterns are parsed once.
 */
public final class Texts {
  /** Languages with a bundle; the first is used for everyone else. */
  public static final List<String> LANGUAGES = bundled(Texts.class::getResource);

  private final Map<String, Map<String, MessageFormat>> patterns = new HashMap<>();
  // Most labels say always the same; formatting them is most of the work of a keyboard.
  private final Map<String, Map<String, String>> constants = new HashMap<>();
  private final Map<String, LocalizedNumberFormatter> numbers = new HashMap<>();
  private final long minorPerStar;

  /**
   * @param minorPerStar minor units in one Star, for showing amounts
   */
  public Texts(long minorPerStar) {
    this.minorPerStar = minorPerStar;
    for (String language : LANGUAGES) {
      Map<String, MessageFormat> bundle = load(language);
      patterns.put(language, bundle);
      constants.put(language, constants(bundle));
      numbers.put(
          language,
          NumberFormatter.withLocale(Locale.forLanguageTag(language))
              .precision(Precision.unlimited()));
    }
  }

  /** English first, then every language of the world that has a bundle: one more is one file. */
  static List<String> bundled(Function<String, @Nullable URL> resources) {
    return Stream.concat(
            Stream.of("en"), Stream.of(Locale.getISOLanguages()).filter(code -> !code.equals("en")))
        .filter(code -> resources.apply(file(code)) != null)
        .toList();
  }

  private static String file(String language) {
    return "/text/" + language + ".properties";
  }

  /** The bundle's language for a Telegram {@code language_code}. */
  public static String language(String code) {
    String primary = code.split("-", 2)[0].toLowerCase(Locale.ROOT);
    return LANGUAGES.contains(primary) ? primary : LANGUAGES.get(0);
  }

  /** The keys of one language, for the completeness test. */
  public Set<String> keys(String language) {
    return Collections.unmodifiableSet(bundle(patterns, language).keySet());
  }

  /** As HTML: arguments are escaped. Unknown keys are a bug and throw. */
  public String html(String language, Phrase phrase) {
    return format(language, phrase, true);
  }

  /** As plain text, for button labels and toasts. */
  public String plain(String language, Phrase phrase) {
    return format(language, phrase, false);
  }

  private String format(String language, Phrase phrase, boolean html) {
    String constant = bundle(constants, language).get(phrase.key());
    if (constant != null) {
      return constant;
    }
    MessageFormat pattern = bundle(patterns, language).get(phrase.key());
    if (pattern == null) {
      throw new IllegalArgumentException("no text for " + phrase.key() + " in " + language);
    }
    Map<String, Object> args = new HashMap<>();
    phrase.args().forEach((name, value) -> args.put(name, argument(language, value, html)));
    // MessageFormat keeps state while formatting; every event loop needs its own.
    return ((MessageFormat) pattern.clone()).format(args);
  }

  private Object argument(String language, Object value, boolean html) {
    if (value instanceof Phrase nested) {
      return format(language, nested, html);
    }
    if (value instanceof Phrase.Stars stars) {
      return amount(language, stars.minorUnits());
    }
    if (value instanceof Phrase.Exact exact) {
      return amount(exact.minorUnits());
    }
    if (value instanceof Phrase.Localized localized) {
      return escape(
          localized
              .byLanguage()
              .getOrDefault(language, localized.byLanguage().getOrDefault("en", "")),
          html);
    }
    return value instanceof Number ? value : escape(value.toString(), html);
  }

  /** An amount as people of that language write it: 1,234.5 or 1 234,5. */
  String amount(String language, long minorUnits) {
    return bundle(numbers, language).format(new BigDecimal(amount(minorUnits))).toString();
  }

  /**
   * An amount without trailing zeros: 4, 4.5, 4.25. Where a minor unit is no round part of a Star
   * it is rounded to one digit more than tells two amounts apart.
   */
  String amount(long minorUnits) {
    BigDecimal perStar = BigDecimal.valueOf(minorPerStar);
    return BigDecimal.valueOf(minorUnits)
        .divide(perStar, perStar.precision() + 1, RoundingMode.HALF_UP)
        .stripTrailingZeros()
        .toPlainString();
  }

  private static <T> T bundle(Map<String, T> all, String language) {
    return Objects.requireNonNull(all.getOrDefault(language, all.get(LANGUAGES.get(0))));
  }

  private static Map<String, String> constants(Map<String, MessageFormat> bundle) {
    Map<String, String> constants = new HashMap<>();
    bundle.forEach(
        (key, pattern) -> {
          if (pattern.getArgumentNames().isEmpty()) {
            constants.put(key, pattern.format(Map.of()));
          }
        });
    return constants;
  }

  private static String escape(String text, boolean html) {
    return html ? text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;") : text;
  }

  private static Map<String, MessageFormat> load(String language) {
    Properties lines = new Properties();
    String name = file(language);
    try (InputStream file = Texts.class.getResourceAsStream(name)) {
      lines.load(new InputStreamReader(Objects.requireNonNull(file, name), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Map<String, MessageFormat> parsed = new HashMap<>();
    lines.forEach(
        (key, line) ->
            parsed.put(
                key.toString(),
                new MessageFormat(line.toString(), Locale.forLanguageTag(language))));
    return parsed;
  }
}
