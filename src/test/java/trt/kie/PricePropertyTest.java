package trt.kie;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import trt.domain.catalog.Field;
import trt.domain.catalog.FieldType;
import trt.domain.catalog.MediaFacts;
import trt.domain.catalog.Model;
import trt.domain.pricing.MediaMeasures;
import trt.domain.pricing.PriceList;
import trt.domain.pricing.Quote;
import trt.domain.pricing.Quote.Priced;
import trt.domain.pricing.Tariff;
import trt.domain.pricing.Variants;
import trt.domain.pricing.Variants.Variant;

/** What must hold for any model, any quantity and any tariff. */
class PricePropertyTest {
  private static final CatalogFile FILE = CatalogFile.load();
  private static final int TARIFFS = 12;

  private final Random random = new Random(20261125);

  @Test
  void neverNothingNeverBelowCostTimesMarkupNeverAWholeUnitAboveIt() {
    int priced = 0;
    for (int i = 0; i < TARIFFS; i++) {
      PriceList prices = new PriceList(FILE.prices(), tariff());
      for (Model model : FILE.catalog().all()) {
        for (Variant variant : Variants.of(model, prices.rulesOf(model))) {
          Variant any = otherQuantities(model, variant);
          if (prices.quote(model, any.inputs(), any.measures()) instanceof Priced price) {
            priced++;
            assertFair(model, price, prices.tariff());
          }
        }
      }
    }
    assertTrue(priced > 400 * TARIFFS, "priced " + priced);
  }

  @Test
  void longerClipsAndTextsNeverCostLess() {
    PriceList prices = new PriceList(FILE.prices(), tariff());
    for (Model model : FILE.catalog().all()) {
      for (Variant variant : Variants.of(model, prices.rulesOf(model))) {
        int less = 1 + random.nextInt(100_000);
        int more = less + random.nextInt(100_000);
        Quote small = prices.quote(model, variant.inputs(), lengths(variant, less));
        Quote large = prices.quote(model, variant.inputs(), lengths(variant, more));
        if (small instanceof Priced cheap && large instanceof Priced dear) {
          assertTrue(cheap.minorUnits() <= dear.minorUnits(), model::id);
        }
      }
    }
  }

  @Test
  void nonsenseHasNoPriceAndBreaksNothing() {
    PriceList prices = new PriceList(FILE.prices(), tariff());
    List<Object> nonsense =
        List.of(
            -1, 0, "", "x", "1e999999999", "-5", 1e300, "9".repeat(400), true, List.of(), Map.of());
    for (Model model : FILE.catalog().all()) {
      for (Field field : model.fields()) {
        for (Object value : nonsense) {
          Quote quote = prices.quote(model, Map.of(field.name(), value), MediaMeasures.NONE);
          if (quote instanceof Priced price) {
            assertFair(model, price, prices.tariff());
          }
        }
      }
    }
  }

  @Test
  void aClipThatNobodyMeasuredIsNotSoldByTheSecond() {
    PriceList prices = new PriceList(FILE.prices(), tariff());
    for (Model model : FILE.catalog().all()) {
      for (Variant variant : Variants.of(model, prices.rulesOf(model))) {
        Quote measured = prices.quote(model, variant.inputs(), variant.measures());
        MediaMeasures none = new MediaMeasures(Map.of(), variant.measures().earlier());
        Quote unmeasured = prices.quote(model, variant.inputs(), none);
        if (measured instanceof Priced known && unmeasured instanceof Priced guess) {
          assertTrue(guess.minorUnits() >= known.minorUnits(), model::id);
        }
      }
    }
  }

  private static void assertFair(Model model, Priced price, Tariff tariff) {
    BigDecimal due =
        price
            .credits()
            .multiply(tariff.creditPriceUsd())
            .multiply(tariff.markup())
            .multiply(BigDecimal.valueOf(tariff.minorPerStar()));
    BigDecimal paid = BigDecimal.valueOf(price.minorUnits()).multiply(tariff.starPriceUsd());
    assertFalse(price.minorUnits() < 1, model::id);
    assertTrue(paid.compareTo(due) >= 0, () -> model.id() + " is sold below its price");
    assertTrue(
        paid.subtract(due).compareTo(tariff.starPriceUsd()) < 0,
        () -> model.id() + " is rounded up by more than one unit");
  }

  private Tariff tariff() {
    return new Tariff(
        BigDecimal.valueOf(1 + random.nextInt(999), 5),
        BigDecimal.valueOf(100 + random.nextInt(900), 2),
        BigDecimal.valueOf(1 + random.nextInt(99), 3),
        List.of(1L, 3L, 64L, 100L, 1000L).get(random.nextInt(5)));
  }

  private Variant otherQuantities(Model model, Variant variant) {
    Map<String, Object> inputs = new LinkedHashMap<>(variant.inputs());
    for (Field field : model.fields()) {
      Object given = inputs.get(field.name());
      if (field.isChoice() || given == null) {
        continue;
      }
      if (field.type() == FieldType.TEXT) {
        inputs.put(field.name(), "я".repeat(1 + random.nextInt(5000)));
      } else if (field.type() == FieldType.MEDIA_LIST && given instanceof List<?> list) {
        inputs.put(field.name(), Collections.nCopies(1 + random.nextInt(9), list.get(0)));
      } else if (field.type() == FieldType.INTEGER) {
        inputs.put(field.name(), 1 + random.nextInt(60));
      }
    }
    return new Variant(inputs, lengths(variant, 1 + random.nextInt(600_000)));
  }

  private static MediaMeasures lengths(Variant variant, int millis) {
    Map<String, List<MediaFacts>> files = new HashMap<>();
    variant
        .measures()
        .files()
        .forEach(
            (name, list) ->
                files.put(name, list.stream().map(file -> longer(file, millis)).toList()));
    return new MediaMeasures(files, variant.measures().earlier());
  }

  private static MediaFacts longer(MediaFacts file, int millis) {
    Duration length = file.length().isZero() ? Duration.ZERO : Duration.ofMillis(millis);
    return new MediaFacts(
        file.medium(), file.mimeType(), file.bytes(), file.width(), file.height(), length);
  }
}
