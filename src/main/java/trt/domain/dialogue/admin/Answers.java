package trt.domain.dialogue.admin;

import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import trt.domain.catalog.Model;
import trt.domain.dialogue.Phrase;
import trt.domain.dialogue.Shop;
import trt.domain.pricing.MediaMeasures;
import trt.domain.pricing.Special;

/** Reads what an operator writes when a deed is asked about. */
final class Answers {
  private static final int MOST_REASON = 500;
  private static final BigDecimal MOST_STARS = BigDecimal.valueOf(1_000_000);

  private final Shop shop;
  private final long minorPerStar;

  Answers(Shop shop, long minorPerStar) {
    this.shop = shop;
    this.minorPerStar = minorPerStar;
  }

  /** An answer as it is kept; empty for what is none. */
  Optional<String> read(Deed.Question question, String text) {
    return switch (question) {
      case AMOUNT -> minor(text).map(String::valueOf);
      case SEGMENT -> Segment.of(text).map(Segment::text);
      case PRICE -> price(text).map(Special::text);
      case TEXT -> AdminRequests.fits(text) ? Optional.of(text) : Optional.empty();
      case REASON ->
          text.isBlank() || text.length() > MOST_REASON ? Optional.empty() : Optional.of(text);
    };
  }

  /** What is said of a price under what a generation costs us; empty for all others. */
  Optional<Phrase> loss(Form form) {
    return Special.of(form.answer(Deed.Question.PRICE))
        .flatMap(
            special ->
                shop.find(form.subject())
                    .flatMap(model -> least(model, special))
                    .filter(least -> special.isUnder(least)))
        .map(
            least ->
                new Phrase(
                    "admin.loss",
                    Map.of("model", form.subject(), "price", SwitchScreens.words(least))));
  }

  /** Of the same kind; a fixed one with the usual settings, empty when they have no price. */
  private Optional<Special> least(Model model, Special special) {
    MediaMeasures none = new MediaMeasures(Map.of(), Map.of());
    return special.percent() > 0
        ? Optional.of(shop.prices().leastPercentage())
        : shop.prices().leastFixed(model, model.complete(Map.of()), none);
  }

  private Optional<Special> price(String text) {
    return text.endsWith("%")
        ? Special.of(text.replace(" ", ""))
        : minor(text).flatMap(minor -> Special.of(String.valueOf(minor)));
  }

  /** Stars with what a minor unit allows behind the point, as minor units. */
  private Optional<Long> minor(String text) {
    if (!text.matches("[0-9]{1,7}([.,][0-9]{1,6})?")) {
      return Optional.empty();
    }
    BigDecimal stars = new BigDecimal(text.replace(',', '.'));
    BigDecimal minor = stars.multiply(BigDecimal.valueOf(minorPerStar)).stripTrailingZeros();
    return minor.signum() > 0 && minor.scale() <= 0 && stars.compareTo(MOST_STARS) <= 0
        ? Optional.of(minor.longValueExact())
        : Optional.empty();
  }
}
