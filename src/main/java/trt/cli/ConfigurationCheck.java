package trt.cli;

import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.TimeoutException;
import trt.config.AppConfig;
import trt.config.ConfigProblems;
import trt.config.Need;
import trt.config.PaymentsConfig;
import trt.domain.pricing.PriceList;
import trt.kie.CatalogFile;
import trt.kie.Prices;

/** Is everything set that serve needs, and does it make sense. */
record ConfigurationCheck(Vertx vertx) implements Check {
  @Override
  public String name() {
    return "configuration";
  }

  @Override
  public List<Verdict> run() throws TimeoutException {
    try {
      AppConfig config = Settings.load(vertx, EnumSet.allOf(Need.class));
      PriceList prices = Prices.of(CatalogFile.load(), config.catalog(), config.money());
      return worthKnowing(config, prices);
    } catch (ConfigProblems e) {
      return e.problems().stream()
          .map(one -> Verdict.fail(name(), one.path() + ": " + one.found(), one.repair()))
          .toList();
    }
  }

  private List<Verdict> worthKnowing(AppConfig config, PriceList prices) {
    List<Verdict> found = new ArrayList<>();
    found.add(Verdict.ok(name(), "complete"));
    config.catalog().shownIds().stream()
        .filter(id -> prices.rules().getOrDefault(id, List.of()).isEmpty())
        .forEach(
            id ->
                found.add(
                    Verdict.warn(
                        "prices",
                        id + " is on the menu and has no price, so it is closed",
                        "price it in catalog.prices or take it off catalog.shown")));
    if (!config.money().currency().equals("XTR")) {
      found.add(
          Verdict.warn(
              "money",
              "Telegram allows digital goods to be sold for Stars only",
              "set money.currency to XTR"));
    }
    if (config.payments().manual() == PaymentsConfig.Manual.ON) {
      found.add(
          Verdict.warn(
              "payments",
              "payments.manual is on: Telegram's rules require Stars for digital goods sold in"
                  + " bots and it may block a bot that takes other money",
              "set payments.manual to off (TRT_PAYMENTS_MANUAL=off) to sell for Stars only"));
      if (config.payments().transferTo().isEmpty() || config.admin().ids().isEmpty()) {
        found.add(
            Verdict.warn(
                "payments",
                "transfers are offered to nobody",
                "set payments.manualDetails and admin.ids, or payments.manual to off"));
      }
    }
    return found;
  }
}
