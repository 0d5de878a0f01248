package trt.simulation;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import trt.domain.dialogue.Dialogue;
import trt.domain.dialogue.Shop;
import trt.domain.pricing.PriceList;
import trt.domain.pricing.Tariff;
import trt.kie.CatalogFile;

/** The shop, whose prices and opening may change while people are at it. */
final class Market {
  private static final CatalogFile FILE = CatalogFile.load();
  private static final List<Dialogue> STATES = new ArrayList<>();

  static {
    for (String markup : List.of("2", "3")) {
      for (boolean open : List.of(true, false)) {
        STATES.add(new Dialogue(shop(markup, open), "@helpdesk"));
      }
    }
  }

  private int state;

  /** What the people meet now. */
  Dialogue dialogue() {
    return STATES.get(state);
  }

  void change(SplittableRandom random) {
    state = random.nextInt(4) == 0 ? random.nextInt(STATES.size()) : 2 * random.nextInt(2);
  }

  private static Shop shop(String markup, boolean open) {
    Tariff tariff =
        new Tariff(new BigDecimal("0.005"), new BigDecimal(markup), new BigDecimal("0.013"), 100);
    return new Shop(
        FILE.catalog(),
        new PriceList(FILE.prices(), tariff),
        List.of("z-image", "google/nano-banana", "nano-banana-pro"),
        Set.of("z-image"),
        open);
  }
}
