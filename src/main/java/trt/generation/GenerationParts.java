package trt.generation;

import io.micrometer.core.instrument.MeterRegistry;
import java.net.URI;
import java.time.Clock;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import trt.bus.Bus;
import trt.config.GenerationConfig;
import trt.config.KieConfig;
import trt.domain.catalog.Catalog;
import trt.domain.job.LineBoard;
import trt.domain.pricing.PriceList;
import trt.kie.Account;
import trt.kie.CallbackSigner;
import trt.kie.KieClient;
import trt.postgres.Db;
import trt.postgres.FeedStore;
import trt.postgres.HeardStore;
import trt.postgres.JobStore;
import trt.postgres.KieEventStore;
import trt.postgres.LiveJobStore;
import trt.postgres.OutboxStore;
import trt.postgres.SalesPauseStore;
import trt.postgres.SubmissionStore;
import trt.postgres.UploadStore;
import trt.text.ScreenRenderer;
import trt.tracing.Trail;

/**
 * What the unit is made of.
 *
 * @param prices as they are at this moment
 */
public record GenerationParts(
    GenerationConfig config,
    Stores stores,
    Kie kie,
    FileSource files,
    Catalog catalog,
    Supplier<PriceList> prices,
    SalesNews news,
    ScreenRenderer renderer,
    Bus bus,
    MeterRegistry meters,
    Clock clock,
    LongSupplier nanoTime,
    RandomGenerator random,
    LineBoard board,
    Trail trail) {
  /** The aggregates a job touches. */
  public record Stores(
      Db db,
      JobStore jobs,
      LiveJobStore live,
      SubmissionStore submissions,
      UploadStore uploads,
      OutboxStore outbox,
      KieEventStore events,
      SalesPauseStore pauses,
      HeardStore heard) {
    /** All of one bot. */
    public static Stores of(Db db, FeedStore.Feed feed, JobStore jobs, OutboxStore outbox) {
      return new Stores(
          db,
          jobs,
          new LiveJobStore(db, feed),
          new SubmissionStore(db),
          new UploadStore(db),
          outbox,
          new KieEventStore(db),
          new SalesPauseStore(db),
          new HeardStore(feed));
    }
  }

  /**
   * The way to KIE and back.
   *
   * @param publicAddress where KIE can call us
   */
  public record Kie(KieClient client, KieConfig config, CallbackSigner signer, URI publicAddress) {
    /** The account whose limits count. */
    int account() {
      return Account.of(config.apiKey());
    }

    /** The address KIE calls for one attempt: proof that a task is ours. */
    URI callback(long jobId, int attempt) {
      return signer.url(publicAddress, jobId, attempt);
    }
  }
}
