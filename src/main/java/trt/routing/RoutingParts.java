package trt.routing;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.function.Supplier;
import trt.bus.Bus;
import trt.config.AppConfig;
import trt.config.CleanupConfig;
import trt.config.PaymentsConfig;
import trt.config.RightsConfig;
import trt.config.RoutingConfig;
import trt.domain.dialogue.Dialogue;
import trt.domain.inbox.Myself;
import trt.domain.job.LineBoard;
import trt.postgres.Db;
import trt.postgres.ErasureStore;
import trt.postgres.ExportStore;
import trt.postgres.FeedStore;
import trt.postgres.GuestStore;
import trt.postgres.InboxStore;
import trt.postgres.JobStore;
import trt.postgres.LanguageStore;
import trt.postgres.OutboxStore;
import trt.postgres.OwnJobStore;
import trt.postgres.PaymentStore;
import trt.postgres.RefundStore;
import trt.postgres.SceneStore;
import trt.redis.RateLimiter;
import trt.text.ScreenRenderer;

/**
 * What the unit is made of.
 *
 * @param me by what a group calls the bot
 * @param dialogue the dialogue of this moment, asked for once a turn: what is sold may change
 */
public record RoutingParts(
    int feedId,
    Myself me,
    RoutingConfig config,
    Stores stores,
    Supplier<Dialogue> dialogue,
    ScreenRenderer renderer,
    String currency,
    Stars stars,
    RateLimiter limiter,
    Bus bus,
    MeterRegistry meters,
    Clock clock,
    Own own) {
  /** The aggregates a turn reads and writes. */
  public record Stores(
      Db db,
      InboxStore inbox,
      SceneStore scenes,
      OutboxStore outbox,
      JobStore jobs,
      GuestStore guests) {}

  /**
   * Payments.
   *
   * @param tokens names of new invoices: nobody can guess one
   */
  public record Stars(
      PaymentsConfig config, PaymentStore payments, RefundStore refunds, Supplier<String> tokens) {}

  /**
   * What belongs to the people who write.
   *
   * @param kept for how long things are kept
   * @param board where waiting jobs stand, as far as this process knows
   */
  public record Own(
      RightsConfig config,
      CleanupConfig kept,
      OwnJobStore jobs,
      LanguageStore languages,
      ExportStore exports,
      ErasureStore erasures,
      LineBoard board) {
    /** For the people of one bot. */
    public static Own of(AppConfig config, FeedStore.Feed feed, LineBoard board) {
      return new Own(
          config.rights(),
          config.cleanup(),
          new OwnJobStore(feed),
          new LanguageStore(feed),
          new ExportStore(feed, config.money().minorPerStar()),
          new ErasureStore(feed),
          board);
    }
  }
}
