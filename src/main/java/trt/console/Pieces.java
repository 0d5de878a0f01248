package trt.console;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import trt.domain.pricing.PriceList;

/** What the pages have in common. */
final class Pieces {
  private static final DateTimeFormatter SECONDS =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

  private Pieces() {}

  /** A table that becomes a list of cards on a narrow screen; a sentence when it has no rows. */
  static Html table(List<String> heads, List<List<?>> rows, String whenEmpty) {
    if (rows.isEmpty()) {
      return Html.of("p", whenEmpty).with("class", "none");
    }
    Html body = Html.of("tbody");
    for (List<?> row : rows) {
      Html line = Html.of("tr");
      for (int i = 0; i < row.size(); i++) {
        line.add(Html.of("td", Html.of("div", row.get(i))).with("data-label", heads.get(i)));
      }
      body.add(line);
    }
    Html head = Html.of("tr", heads.stream().map(one -> Html.of("th", one)).toList());
    return Html.of("table", Html.of("thead", head), body);
  }

  /** Names and what they have; names and values take turns. */
  static Html facts(Object... namesAndValues) {
    Html list = Html.of("dl");
    for (int i = 0; i < namesAndValues.length; i += 2) {
      list.add(
          Html.of(
              "div",
              Html.of("dt", namesAndValues[i]),
              Html.of("dd", List.of(namesAndValues[i + 1]))));
    }
    return list;
  }

  /** A number to be seen from afar. */
  static Html figure(String name, Object value, boolean alarming) {
    return Html.of("div", Html.of("b", value), Html.of("span", name))
        .with("class", alarming ? "figure bad" : "figure");
  }

  /** A link within the console; names and values of its parameters take turns. */
  static Html link(Object text, String path, Object... parameters) {
    return Html.of("a", text).with("href", address(path, parameters));
  }

  /** An address within the console. */
  static String address(String path, Object... parameters) {
    StringBuilder address = new StringBuilder("/console").append(path);
    for (int i = 0; i < parameters.length; i += 2) {
      address
          .append(i == 0 ? '?' : '&')
          .append(parameters[i])
          .append('=')
          .append(URLEncoder.encode(parameters[i + 1].toString(), StandardCharsets.UTF_8));
    }
    return address.toString();
  }

  /** Words of others, which may be written in any direction. */
  static Html words(Object text) {
    return Html.of("bdi", text);
  }

  /** Something to be copied. */
  static Html code(Object text) {
    return Html.of("code", text);
  }

  /** A word in the colour of a status. */
  static Html status(String kind, Object word) {
    return Html.of("span", word).with("class", "status " + kind);
  }

  /** How long ago; the moment itself when it is pointed at. */
  static Html ago(Instant now, Instant at) {
    Duration age = Duration.between(at, now);
    return Html.of("time", age.isNegative() ? "now" : span(age) + " ago")
        .with("datetime", at.truncatedTo(ChronoUnit.SECONDS))
        .with("title", moment(at) + " UTC");
  }

  /** To the second, UTC. */
  static String moment(Instant at) {
    return SECONDS.format(at);
  }

  /** In its two largest units. */
  static String span(Duration span) {
    long seconds = span.toSeconds();
    if (seconds < 60) {
      return seconds + " s";
    }
    if (seconds < 3_600) {
      return seconds / 60 + " min " + seconds % 60 + " s";
    }
    return seconds < 86_400
        ? seconds / 3_600 + " h " + seconds / 60 % 60 + " min"
        : seconds / 86_400 + " d " + seconds / 3_600 % 24 + " h";
  }

  /** Minor units as people read them. */
  static String amount(long minor, String currency, long minorPerStar) {
    if (currency.equals(PriceList.FREE_CURRENCY)) {
      return minor + " free";
    }
    BigDecimal perStar = BigDecimal.valueOf(minorPerStar);
    return "⭐ "
        + BigDecimal.valueOf(minor)
            .divide(perStar, perStar.precision() + 1, RoundingMode.HALF_UP)
            .stripTrailingZeros()
            .toPlainString();
  }

  /** A form that changes something, with what proves where it comes from. */
  static Html form(Visit visit, String path, Object... children) {
    List<Object> all =
        new ArrayList<>(List.of(hidden("csrf", visit.formToken()), hidden("once", visit.once())));
    all.addAll(List.of(children));
    return Html.of("form", all).with("method", "post").with("action", "/console" + path);
  }

  /** A field nobody sees. */
  static Html hidden(String name, Object value) {
    return Html.of("input").with("type", "hidden").with("name", name).with("value", value);
  }

  /** A field with its label. */
  static Html field(String label, Html input) {
    return Html.of("label", Html.of("span", label), input);
  }

  /** Why something is done; stays in the log of changes. */
  static Html reason() {
    return field(
        "Reason, for the log of changes",
        Html.of("input")
            .with("name", "reason")
            .with("maxlength", Changes.LONGEST_REASON)
            .with("autocomplete", "off")
            .flag("required", true));
  }

  /** A button. */
  static Html button(String text, boolean dangerous) {
    Html button = Html.of("button", text);
    return dangerous ? button.with("class", "danger") : button;
  }
}
