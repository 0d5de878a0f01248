package trt.domain.pricing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TariffTest {
  private static final Tariff TARIFF = tariff("2");

  @Test
  void roundsUpToWholeMinorUnits() {
    // 0.8 credits = 0.004 USD, twice that is 0.008 USD = 0.6153… Stars
    assertEquals(62, TARIFF.minorUnits(new BigDecimal("0.8")));
  }

  @Test
  void aRoundPriceIsNotRaised() {
    assertEquals(1000, TARIFF.minorUnits(new BigDecimal("13")));
  }

  @Test
  void neverSellsBelowCostTimesMarkup() {
    Random random = new Random(4);
    for (int i = 0; i < 10_000; i++) {
      BigDecimal credits = BigDecimal.valueOf(1 + random.nextInt(10_000_000), 4);
      BigDecimal due = credits.multiply(new BigDecimal("0.005")).multiply(TARIFF.markup());
      BigDecimal paid =
          BigDecimal.valueOf(TARIFF.minorUnits(credits), 2).multiply(TARIFF.starPriceUsd());
      assertTrue(paid.compareTo(due) >= 0, credits::toString);
      assertTrue(paid.subtract(due).compareTo(new BigDecimal("0.00013")) < 0, credits::toString);
    }
  }

  @Test
  void refusesAMarkupThatLosesMoney() {
    assertThrows(IllegalArgumentException.class, () -> tariff("0.99"));
  }

  private static Tariff tariff(String markup) {
    return new Tariff(
        new BigDecimal("0.005"), new BigDecimal(markup), new BigDecimal("0.013"), 100);
  }
}
