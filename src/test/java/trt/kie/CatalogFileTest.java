package trt.kie;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import trt.domain.catalog.Category;
import trt.domain.catalog.Field;
import trt.domain.catalog.InputCheck;
import trt.domain.catalog.Model;
import trt.domain.catalog.Words;
import trt.domain.pricing.MediaMeasures;
import trt.domain.pricing.PriceList;
import trt.domain.pricing.Quote;
import trt.domain.pricing.Quote.Priced;
import trt.domain.pricing.Quote.Unpriced;
import trt.domain.pricing.Tariff;
import trt.domain.pricing.Variants;
import trt.domain.pricing.Variants.Variant;

class CatalogFileTest {
  private static final CatalogFile FILE = CatalogFile.load();
  private static final Tariff TARIFF =
      new Tariff(new BigDecimal("0.005"), new BigDecimal("2"), new BigDecimal("0.013"), 100);
  private static final PriceList PRICES = new PriceList(FILE.prices(), TARIFF);

  @Test
  void everyShelfHasModels() {
    for (Category category : Category.values()) {
      assertTrue(FILE.catalog().in(category).size() > 2, category::toString);
    }
    assertTrue(FILE.catalog().all().size() >= 190);
  }

  @Test
  void titlesAreUniqueAndComplete() {
    Set<String> titles = new HashSet<>();
    for (Model model : FILE.catalog().all()) {
      assertTrue(titles.add("ru " + model.title("ru")), model::id);
      assertTrue(titles.add("en " + model.title("en")), model::id);
      assertFalse(model.summary("ru").equals(model.summary("en")), model::id);
    }
  }

  @Test
  void everyInputIsLabelledInBothLanguages() {
    List<String> bare = new ArrayList<>();
    for (Model model : FILE.catalog().all()) {
      for (Field field : model.fields()) {
        Words words = field.label();
        if (words.ru().equals(field.name()) || words.en().equals(field.name())) {
          bare.add(model.id() + " " + field.name());
        }
      }
    }
    assertEquals(List.of(), bare);
  }

  @Test
  void followUpsNameModelsThatExist() {
    for (Model model : FILE.catalog().all()) {
      for (String id : model.wire().follows()) {
        assertTrue(FILE.catalog().find(id).isPresent(), () -> model.id() + " follows " + id);
      }
      boolean needsEarlier = model.fields().stream().anyMatch(f -> f.type().isEarlier());
      assertEquals(needsEarlier, model.isFollowUp(), model::id);
    }
  }

  @Test
  void everyCombinationHasAPriceAboveCostOrNoneAtAll() {
    int priced = 0;
    int closed = 0;
    for (Model model : FILE.catalog().all()) {
      for (Variant variant : variants(model)) {
        Quote quote = PRICES.quote(model, variant.inputs(), variant.measures());
        if (quote instanceof Priced price) {
          priced++;
          assertAboveCost(model, price);
        } else {
          closed++;
          assertInstanceOf(Unpriced.class, quote);
          assertFalse(
              ((Unpriced) quote).reason() == Quote.Reason.MISSING,
              () -> model.id() + variant + quote);
        }
      }
    }
    assertTrue(priced > 400, "priced " + priced);
    assertTrue(closed < 60, "closed " + closed);
  }

  @Test
  void everyPricedModelIsSellableWithItsDefaults() {
    for (Model model : FILE.catalog().all()) {
      if (PRICES.sells(model)) {
        List<Quote> quotes =
            variants(model).stream()
                .map(v -> PRICES.quote(model, v.inputs(), v.measures()))
                .filter(Priced.class::isInstance)
                .toList();
        assertFalse(quotes.isEmpty(), model::id);
      }
    }
  }

  @Test
  void everyCombinationThatPassesOurCheckPassesThePublishedSchema() {
    for (Model model : FILE.catalog().all()) {
      for (Variant variant : variants(model)) {
        assertEquals(List.of(), InputCheck.of(model, variant.inputs()), model::id);
        JsonObject body = InputBody.of(model, variant.inputs());
        assertEquals("", FILE.schemas().violation(model, body).orElse(""), model::id);
      }
    }
  }

  @Test
  void aPriceThatDependsOnAFileNeedsItsMeasure() {
    Model avatar = FILE.catalog().find("kling/ai-avatar-pro").orElseThrow();
    Map<String, Object> inputs =
        Map.of("prompt", "smile", "image_url", "https://a/b.png", "audio_url", "https://a/b.mp3");

    Quote quote = PRICES.quote(avatar, inputs, MediaMeasures.NONE);

    assertEquals(Quote.Reason.MISSING, ((Unpriced) quote).reason());
  }

  @Test
  void aCombinationWithoutAPriceIsNotSoldAtANeighboursPrice() {
    Model runway = FILE.catalog().find("runway").orElseThrow();
    Map<String, Object> inputs = Map.of("prompt", "waves", "duration", 10, "quality", "1080p");

    Quote quote = PRICES.quote(runway, inputs, MediaMeasures.NONE);

    assertEquals(Quote.Reason.COMBINATION, ((Unpriced) quote).reason());
  }

  private static List<Variant> variants(Model model) {
    return Variants.of(model, PRICES.rulesOf(model));
  }

  private static void assertAboveCost(Model model, Priced price) {
    BigDecimal costUsd = price.credits().multiply(TARIFF.creditPriceUsd());
    BigDecimal paidUsd = BigDecimal.valueOf(price.minorUnits(), 2).multiply(TARIFF.starPriceUsd());
    assertTrue(price.minorUnits() > 0, model::id);
    assertTrue(paidUsd.compareTo(costUsd.multiply(TARIFF.markup())) >= 0, model::id);
  }
}
