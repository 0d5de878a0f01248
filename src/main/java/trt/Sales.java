package trt;

import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import trt.config.AppConfig;
import trt.config.CatalogConfig;
import trt.config.ConfigProblems;
import trt.config.MoneyConfig;
import trt.config.PaymentsConfig;
import trt.domain.dialogue.Dialogue;
import trt.domain.dialogue.Shop;
import trt.domain.dialogue.Till;
import trt.domain.pricing.PriceList;
import trt.kie.CatalogFile;
import trt.kie.Prices;
import trt.postgres.SceneStore;

/**
 * What is sold at this moment. It changes as a whole, so that one turn of a dialogue sees one shop
 * from its first line to its price. Orders that were confirmed keep the price they were confirmed
 * at: it stands in their row. A price on a button is worked out again when the button is pressed.
 */
final class Sales {
  private static final Logger LOG = LoggerFactory.getLogger(Sales.class);

  private final CatalogFile file;
  private final AppConfig running;
  private final BooleanSupplier paused;
  private volatile Now now;

  private record Now(
      Dialogue dialogue, Dialogue whilePaused, SceneStore.Terms terms, PriceList prices) {}

  /**
   * @param paused whether no order is taken for a while
   * @throws ConfigProblems when a price or a model of the configuration cannot be used
   */
  Sales(CatalogFile file, AppConfig config, BooleanSupplier paused) {
    this.paused = paused;
    this.file = file;
    this.running = config;
    this.now = from(config.catalog(), config.money());
  }

  Dialogue dialogue() {
    return paused.getAsBoolean() ? now.whilePaused() : now.dialogue();
  }

  SceneStore.Terms terms() {
    return now.terms();
  }

  PriceList prices() {
    return now.prices();
  }

  /** From the next turn on; the last good prices stay when these cannot be used. */
  void change(CatalogConfig catalog, MoneyConfig money) {
    try {
      now = from(catalog, money);
      LOG.info("Prices, menu and free quota changed; orders already confirmed keep their price");
    } catch (ConfigProblems e) {
      LOG.atError()
          .addKeyValue("problems", e.getMessage())
          .log("The changed prices are wrong; the last good ones stay until they are repaired");
    }
  }

  private Now from(CatalogConfig catalog, MoneyConfig next) {
    // What is in the wallets is counted in these two; they change with a restart only.
    MoneyConfig money =
        new MoneyConfig(
            running.money().currency(),
            running.money().minorPerStar(),
            next.creditPriceUsd(),
            next.starPriceUsd(),
            next.markup(),
            next.giftMinor(),
            next.freePerDay());
    Shop shop =
        new Shop(
            file.catalog(),
            Prices.of(file, catalog, money),
            catalog.shownIds(),
            Set.copyOf(catalog.freeIds()),
            running.kie().apiKey().isPresent());
    String support = Optional.ofNullable(running.support().contact()).orElse("");
    return new Now(
        new Dialogue(shop, till(money, shop.open()), support, running.telegram().maxDownload()),
        new Dialogue(
            shop.whilePaused(),
            till(money, shop.open()),
            support,
            running.telegram().maxDownload()),
        new SceneStore.Terms(money.currency(), money.giftMinor(), money.freePerDay()),
        shop.prices());
  }

  /** Money is taken only while something can be bought for it. */
  private Till till(MoneyConfig money, boolean selling) {
    PaymentsConfig payments = running.payments();
    boolean open = payments.sales() == PaymentsConfig.Sales.OPEN && selling;
    return new Till(
        payments.amounts(), payments.least(), payments.most(), money.minorPerStar(), open);
  }
}
