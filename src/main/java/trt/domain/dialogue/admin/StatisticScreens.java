package trt.domain.dialogue.admin;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import trt.domain.dialogue.Excerpt;
import trt.domain.dialogue.Phrase;
import trt.domain.dialogue.Screen;
import trt.domain.pricing.Tariff;

/** Days and models in numbers. */
final class StatisticScreens {
  private static final int NAME = 40;

  private StatisticScreens() {}

  static Screen statistics(AdminView.Statistics numbers, Tariff tariff) {
    Map<String, Object> args = new LinkedHashMap<>();
    args.put("days", numbers.days());
    args.put("byDay", Lines.of(numbers.byDay().stream().map(StatisticScreens::line).toList()));
    args.put("byModel", Lines.of(numbers.byModel().stream().map(StatisticScreens::line).toList()));
    args.put("expected", plain(numbers.expected()));
    args.put("margin", margin(numbers, tariff));
    args.put("orphans", plain(numbers.orphans()));
    args.put(
        "account",
        numbers.account().map(StatisticScreens::account).orElse(Phrase.of("admin.none")));
    return Lines.rows(
        new Phrase("admin.stats", args),
        List.of(
            List.of(
                Lines.button("admin.button.day", "stats", 1),
                Lines.button("admin.button.week", "stats", 7)),
            List.of(
                Lines.button("admin.button.fortnight", "chart", AdminRequests.FORTNIGHT),
                Lines.button("admin.button.month", "chart", AdminRequests.MONTH))));
  }

  private static Phrase line(NumberLine sum) {
    return new Phrase(
        "admin.stats.line",
        Map.of(
            "name",
            Excerpt.of(sum.name(), NAME),
            "done",
            sum.done(),
            "free",
            sum.free(),
            "failed",
            sum.failed(),
            "revenue",
            new Phrase.Stars(sum.revenue()),
            "back",
            new Phrase.Stars(sum.back()),
            "credits",
            plain(sum.credits())));
  }

  private static Phrase account(StudioAccount account) {
    BigDecimal taken = account.before().subtract(account.after());
    return new Phrase(
        "admin.stats.account",
        Map.of(
            "from", Lines.time(account.from()),
            "to", Lines.time(account.to()),
            "before", plain(account.before()),
            "after", plain(account.after()),
            "taken", plain(taken),
            "expected", plain(account.expected()),
            "difference", plain(taken.subtract(account.expected()))));
  }

  /** What was charged at the worth of a Star, less what the studio was to be paid, in dollars. */
  private static String margin(AdminView.Statistics numbers, Tariff tariff) {
    long revenue = numbers.byDay().stream().mapToLong(NumberLine::revenue).sum();
    BigDecimal earned =
        BigDecimal.valueOf(revenue)
            .multiply(tariff.starPriceUsd())
            .divide(BigDecimal.valueOf(tariff.minorPerStar()), 6, RoundingMode.HALF_UP);
    BigDecimal spent = numbers.expected().add(numbers.orphans()).multiply(tariff.creditPriceUsd());
    return earned.subtract(spent).setScale(2, RoundingMode.HALF_UP).toPlainString();
  }

  private static String plain(BigDecimal credits) {
    return credits.setScale(2, RoundingMode.HALF_UP).stripTrailingZeros().toPlainString();
  }
}
