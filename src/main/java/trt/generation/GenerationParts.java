package trt.generation;

import io.micrometer.core.instrument.MeterRegistry;
import java.net.URI;
import java.time.Clock;
import java.util.random.RandomGenerator;
import trt.bus.Bus;
import trt.config.GenerationConfig;
import trt.config.KieConfig;
import trt.domain.catalog.Catalog;
import trt.kie.CallbackSigner;
import trt.kie.KieClient;
import trt.postgres.Db;
import trt.postgres.JobStore;
import trt.postgres.KieEventStore;
import trt.postgres.OutboxStore;
import trt.text.ScreenRenderer;

/** What the unit is made of. */
public record GenerationParts(
    GenerationConfig config,
    Stores stores,
    Kie kie,
    Catalog catalog,
    ScreenRenderer renderer,
    Bus bus,
    MeterRegistry meters,
    Clock clock,
    RandomGenerator random) {
  /** The aggregates a job touches. */
  public record Stores(Db db, JobStore jobs, OutboxStore outbox, KieEventStore events) {}

  /**
   * The way to KIE and back.
   *
   * @param publicAddress where KIE can call us
   */
  public record Kie(KieClient client, KieConfig config, CallbackSigner signer, URI publicAddress) {}
}
