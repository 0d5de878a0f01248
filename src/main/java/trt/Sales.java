package trt;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
import trt.domain.dialogue.WordFilter;
import trt.domain.dialogue.admin.Switches;
import trt.domain.pricing.PriceList;
import trt.domain.pricing.PriceRule;
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
  private CatalogConfig catalog;
  private MoneyConfig money;
  private volatile Switches switches = Switches.NONE;
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
    this.catalog = config.catalog();
    this.money = config.money();
    this.now = from(catalog, money, switches);
  }

  Dialogue dialogue() {
    return paused.getAsBoolean() || switches.closed() ? now.whilePaused() : now.dialogue();
  }

  SceneStore.Terms terms() {
    return now.terms();
  }

  /** The configuration behind it, as it is in effect now. */
  synchronized CatalogConfig catalog() {
    return catalog;
  }

  /** The same of the money. */
  synchronized MoneyConfig money() {
    return money;
  }

  PriceList prices() {
    return now.prices();
  }

  /** From the next turn on; the last good prices stay when these cannot be used. */
  synchronized void change(CatalogConfig nextCatalog, MoneyConfig nextMoney) {
    try {
      now = from(nextCatalog, nextMoney, switches);
      catalog = nextCatalog;
      money = nextMoney;
      LOG.info("Prices, menu and free quota changed; orders already confirmed keep their price");
    } catch (ConfigProblems e) {
      LOG.atError()
          .addKeyValue("problems", e.getMessage())
          .log("The changed prices are wrong; the last good ones stay until they are repaired");
    }
  }

  /** What operators have switched holds from the next turn on, over the configuration. */
  synchronized void change(Switches next) {
    now = from(catalog, money, next);
    switches = next;
  }

  private Now from(CatalogConfig shown, MoneyConfig next, Switches over) {
    // What is in the wallets is counted in these two; they change with a restart only.
    MoneyConfig kept =
        new MoneyConfig(
            running.money().currency(),
            running.money().minorPerStar(),
            next.creditPriceUsd(),
            next.starPriceUsd(),
            next.markup(),
            next.giftMinor(),
            next.freePerDay());
    Shop all =
        new Shop(
            file.catalog(),
            switched(Prices.of(file, shown, kept), over),
            shown.shownIds(),
            Set.copyOf(shown.freeIds()),
            running.kie().apiKey().isPresent());
    Shop shop = all.refusing(new WordFilter(shown.refused()));
    return new Now(
        dialogue(shop, kept),
        dialogue(shop.whilePaused(), kept),
        new SceneStore.Terms(kept.currency(), kept.giftMinor(), kept.freePerDay()),
        shop.prices());
  }

  private Dialogue dialogue(Shop shop, MoneyConfig kept) {
    String support = Optional.ofNullable(running.support().contact()).orElse("");
    return new Dialogue(shop, till(kept, shop.open()), support, running.telegram().maxDownload());
  }

  /** A model that is off has no price, like one the configuration closes. */
  private static PriceList switched(PriceList usual, Switches over) {
    Map<String, List<PriceRule>> rules = new HashMap<>(usual.rules());
    rules.keySet().removeAll(over.off());
    return new PriceList(rules, usual.tariff(), over.prices());
  }

  /** Money is taken only while something can be bought for it. */
  private Till till(MoneyConfig kept, boolean selling) {
    PaymentsConfig payments = running.payments();
    boolean open = payments.sales() == PaymentsConfig.Sales.OPEN && selling;
    return new Till(
        payments.amounts(),
        payments.least(),
        payments.most(),
        kept.minorPerStar(),
        open,
        transfer(payments));
  }

  /** Offered only while there is somebody who could approve one. */
  private Optional<Till.Transfer> transfer(PaymentsConfig payments) {
    return payments
        .transferTo()
        .filter(details -> !running.admin().ids().isEmpty())
        .map(
            details ->
                new Till.Transfer(
                    details,
                    Optional.ofNullable(payments.manualPrice()).orElse(""),
                    payments.manualLife().toHours()));
  }
}
