package trt.domain.pricing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import trt.domain.catalog.Form;
import trt.domain.catalog.Kind;
import trt.domain.catalog.MediaFacts;
import trt.domain.catalog.Medium;
import trt.domain.catalog.Model;
import trt.domain.catalog.Offer;
import trt.domain.catalog.Timing;
import trt.domain.catalog.Wire;
import trt.domain.catalog.Words;
import trt.domain.pricing.PriceRule.Role;
import trt.domain.pricing.Quote.Priced;
import trt.domain.pricing.Quote.Reason;
import trt.domain.pricing.Quote.Unpriced;

class PriceListTest {
  private static final Words WORDS = new Words("м", "m");
  private static final Model MODEL =
      new Model(
          "m",
          new Offer(WORDS, WORDS, "M", Offer.Standing.OFFERED),
          Kind.TEXT_TO_VIDEO,
          new Wire("market", Map.of(), Map.of(), List.of()),
          new Form(
              List.of("resolution", "duration", "clip", "photos").stream()
                  .map(PriceListTest::free)
                  .toList(),
              List.of(),
              List.of()),
          new Timing(Duration.ofSeconds(1), Duration.ofSeconds(2)));

  @Test
  void multipliesTheUnitPriceByTheQuantity() {
    PriceList list = list(perSecond("720p", "4.5"));

    assertEquals(
        new BigDecimal("22.5"), credits(list, Map.of("resolution", "720p", "duration", 5)));
    assertEquals(
        new BigDecimal("22.5"), credits(list, Map.of("resolution", "720p", "duration", "5")));
  }

  @Test
  void aModelWithoutRulesIsClosed() {
    assertEquals(Reason.CLOSED, reason(list(), Map.of()));
  }

  @Test
  void anUnmatchedCombinationHasNoPrice() {
    assertEquals(
        Reason.COMBINATION, reason(list(perSecond("720p", "4")), Map.of("resolution", "4k")));
  }

  @Test
  void twoMatchingPricesAreNoPrice() {
    PriceList list = list(perSecond("720p", "4"), perSecond("720p", "5"));

    assertEquals(Reason.COMBINATION, reason(list, Map.of("resolution", "720p", "duration", 5)));
  }

  @Test
  void theQuantityMustBeKnown() {
    assertEquals(
        Reason.MISSING, reason(list(perSecond("720p", "4")), Map.of("resolution", "720p")));
  }

  @Test
  void aPriceTellsWhichLengthsItRestsOn() {
    Amount nested =
        new Amount.Product(
            List.of(
                new Amount.Largest(
                    List.of(new Amount.Fixed(BigDecimal.ONE), new Amount.Length("clip"))),
                new Amount.Input("duration")));
    PriceList list = list(rule(Map.of(), "1", nested, Role.BASE));

    assertTrue(list.countsLength("m", "clip"));
    assertFalse(list.countsLength("m", "photos"));
    assertFalse(list.countsLength("m", "duration"));
    assertFalse(list.countsLength("unknown", "clip"));
  }

  @Test
  void eachClipIsRoundedUpToASecond() {
    PriceRule rule = rule(Map.of(), "1", new Amount.Length("clip"), Role.BASE);
    MediaMeasures two = new MediaMeasures(Map.of("clip", List.of(clip(2001), clip(999))), Map.of());

    Quote quote = list(rule).quote(MODEL, Map.of("clip", List.of("a", "b")), two);

    assertEquals(new BigDecimal("4"), ((Priced) quote).credits());
  }

  @Test
  void surchargesAreAdded() {
    PriceRule base = rule(Map.of(), "4.8", new Amount.Fixed(BigDecimal.ONE), Role.BASE);
    PriceRule each = rule(Map.of(), "0.5", new Amount.Items("photos", 1), Role.SURCHARGE);

    assertEquals(
        0,
        new BigDecimal("5.8")
            .compareTo(credits(list(base, each), Map.of("photos", List.of("a", "b", "c")))));
    assertEquals(0, new BigDecimal("4.8").compareTo(credits(list(base, each), Map.of())));
  }

  @Test
  void conditionsLookAtPresenceAndAtTheEarlierJob() {
    PriceRule with = rule(Map.of("@has:clip", true), "2", one(), Role.BASE);
    PriceRule earlier =
        rule(Map.of("@has:clip", false, "@earlier:resolution", "480p"), "7", one(), Role.BASE);
    PriceList list = list(with, earlier);

    assertEquals(new BigDecimal("2"), credits(list, Map.of("clip", "x")));
    assertEquals(Reason.COMBINATION, reason(list, Map.of()));
    Quote quote =
        list.quote(MODEL, Map.of(), new MediaMeasures(Map.of(), Map.of("resolution", "480p")));
    assertEquals(new BigDecimal("7"), ((Priced) quote).credits());
  }

  @Test
  void morePixelsOrSecondsNeverCostLess() {
    PriceList list = list(perSecond("720p", "3.37"));
    Random random = new Random(11);
    for (int i = 0; i < 1000; i++) {
      int a = 1 + random.nextInt(600);
      int b = a + random.nextInt(600);
      assertTrue(price(list, a) <= price(list, b), a + " " + b);
      assertTrue(price(list, a) > 0);
    }
  }

  @Test
  void aSpecialPriceReplacesTheUsualOneButIsNeverUnderWhatItCosts() {
    PriceList usual = list(perSecond("720p", "4"));
    PriceList fixed =
        new PriceList(usual.rules(), usual.tariff(), Map.of("m", new Special(0, 200)));
    PriceList half = new PriceList(usual.rules(), usual.tariff(), Map.of("m", new Special(10, 0)));

    assertEquals(308, price(usual, 1));
    assertEquals(200, price(fixed, 1));
    assertEquals(308, price(fixed, 2), "two seconds cost us 307.7");
    assertEquals(154, price(half, 1), "a tenth would be a loss");
    assertEquals(new Special(50, 0), usual.leastPercentage());
    Map<String, Object> second = Map.of("resolution", "720p", "duration", 1);
    assertEquals(
        Optional.of(new Special(0, 154)), fixed.leastFixed(MODEL, second, MediaMeasures.NONE));
    assertEquals(Optional.empty(), fixed.leastFixed(MODEL, Map.of(), MediaMeasures.NONE));
  }

  private static long price(PriceList list, int seconds) {
    Map<String, Object> inputs = Map.of("resolution", "720p", "duration", seconds);
    return ((Priced) list.quote(MODEL, inputs, MediaMeasures.NONE)).minorUnits();
  }

  private static BigDecimal credits(PriceList list, Map<String, Object> inputs) {
    return ((Priced) list.quote(MODEL, inputs, MediaMeasures.NONE)).credits();
  }

  private static Reason reason(PriceList list, Map<String, Object> inputs) {
    return ((Unpriced) list.quote(MODEL, inputs, MediaMeasures.NONE)).reason();
  }

  private static PriceList list(PriceRule... rules) {
    Tariff tariff =
        new Tariff(new BigDecimal("0.005"), new BigDecimal("2"), new BigDecimal("0.013"), 100);
    return new PriceList(Map.of("m", List.of(rules)), tariff);
  }

  private static PriceRule perSecond(String resolution, String credits) {
    return rule(Map.of("resolution", resolution), credits, new Amount.Input("duration"), Role.BASE);
  }

  private static PriceRule rule(
      Map<String, Object> when, String credits, Amount amount, Role role) {
    return new PriceRule(when, Unit.SECOND, new BigDecimal(credits), amount, role);
  }

  private static Amount one() {
    return new Amount.Fixed(BigDecimal.ONE);
  }

  private static MediaFacts clip(long millis) {
    return new MediaFacts(Medium.VIDEO, "video/mp4", 1, 1, 1, Duration.ofMillis(millis));
  }

  private static trt.domain.catalog.Field free(String name) {
    return new trt.domain.catalog.Field(
        name,
        trt.domain.catalog.FieldType.TEXT,
        WORDS,
        new trt.domain.catalog.Use(false, true, java.util.Optional.empty()),
        trt.domain.catalog.Limits.NONE,
        List.of());
  }
}
