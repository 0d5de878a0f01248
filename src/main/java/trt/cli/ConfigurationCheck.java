package trt.cli;

import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.TimeoutException;
import trt.config.AppConfig;
import trt.config.ConfigProblems;
import trt.config.Need;

/** Is everything set that serve needs, and does it make sense. */
record ConfigurationCheck(Vertx vertx) implements Check {
  @Override
  public String name() {
    return "configuration";
  }

  @Override
  public List<Verdict> run() throws TimeoutException {
    try {
      return worthKnowing(Settings.load(vertx, EnumSet.allOf(Need.class)));
    } catch (ConfigProblems e) {
      return e.problems().stream()
          .map(one -> Verdict.fail(name(), one.path() + ": " + one.found(), one.repair()))
          .toList();
    }
  }

  private List<Verdict> worthKnowing(AppConfig config) {
    List<Verdict> found = new ArrayList<>();
    found.add(Verdict.ok(name(), "complete"));
    if (!config.money().currency().equals("XTR")) {
      found.add(
          Verdict.warn(
              "money",
              "Telegram allows digital goods to be sold for Stars only",
              "set money.currency to XTR"));
    }
    return found;
  }
}
