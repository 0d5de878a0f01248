package trt.cli;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.PrintWriter;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import trt.config.AppConfig;
import trt.config.KieConfig;
import trt.config.Secret;
import trt.domain.catalog.Model;
import trt.domain.pricing.PriceList;
import trt.domain.pricing.Variants;
import trt.kie.CatalogFile;
import trt.kie.KieClient;
import trt.kie.Prices;
import trt.playground.kie.EmulatorOptions;
import trt.playground.kie.KieEmulator;

/**
 * Every sellable variant of every model through an emulator of KIE in this process: no account, no
 * network. The prices are those of this deployment's configuration.
 */
public final class ModelsCheck {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final int AT_ONCE = 16;

  private final CatalogFile file = CatalogFile.load();
  private final ModelsReport report = new ModelsReport();
  private final PriceList prices;
  private final Vertx vertx;

  private ModelsCheck(Vertx vertx, AppConfig config) {
    this.vertx = vertx;
    this.prices = Prices.of(file, config.catalog(), config.money());
  }

  /**
   * Checks and prints one line a variant, failures first. Blocks, some tens of seconds at most.
   *
   * @return the exit code
   */
  public static int run(PrintWriter out) throws TimeoutException {
    Vertx vertx = Vertx.vertx();
    try {
      return run(Settings.load(vertx, Set.of()), out);
    } finally {
      Closing.close(vertx);
    }
  }

  static int run(AppConfig config, PrintWriter out) throws TimeoutException {
    Vertx vertx = Vertx.vertx();
    try {
      ModelsCheck check = new ModelsCheck(vertx, config);
      check.walk();
      check.report.print(out);
      return check.report.hasFailed() ? TrtCommand.FAILED : TrtCommand.FINE;
    } finally {
      Closing.close(vertx);
    }
  }

  private void walk() throws TimeoutException {
    KieEmulator emulator =
        new KieEmulator(
            vertx, new EmulatorOptions(0, Optional.empty(), 1e12, false), Clock.systemUTC());
    CallbackListener callbacks = new CallbackListener(vertx);
    URI url = URI.create("http://127.0.0.1:" + await(emulator.start(0)));
    URI callbackUrl = await(callbacks.start());
    KieClient client = new KieClient(vertx, config(url), file.schemas(), new SimpleMeterRegistry());
    VariantTrial trial = new VariantTrial(vertx, client, prices, callbackUrl);
    // Those that continue earlier work need finished work.
    walk(trial, file.catalog().all().stream().filter(m -> !m.isFollowUp()).toList());
    walk(trial, file.catalog().all().stream().filter(Model::isFollowUp).toList());
    callbacks.silent(trial.accepted(), PATIENCE).forEach(report::add);
    await(client.close());
    await(emulator.stop());
  }

  private void walk(VariantTrial trial, List<Model> models) throws TimeoutException {
    List<Future<ModelsReport.Line>> running = new ArrayList<>();
    for (Model model : models) {
      report.met(model, prices.sells(model));
      boolean isFirst = true;
      for (Variants.Variant variant : Variants.of(model, prices.rulesOf(model))) {
        running.add(trial.run(model, variant, isFirst));
        isFirst = false;
        if (running.size() == AT_ONCE) {
          collect(running);
        }
      }
    }
    collect(running);
  }

  private void collect(List<Future<ModelsReport.Line>> running) throws TimeoutException {
    for (Future<ModelsReport.Line> one : running) {
      report.add(await(one));
    }
    running.clear();
  }

  private static KieConfig config(URI url) {
    Duration second = Duration.ofSeconds(1);
    return new KieConfig(
        url, url, Secret.of("offline"), PATIENCE, PATIENCE, 18, 5, second, second, 8);
  }

  private static <T> T await(Future<T> future) throws TimeoutException {
    return future.await(PATIENCE.toSeconds() * 2, TimeUnit.SECONDS);
  }
}
