package trt.routing;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.function.Supplier;
import trt.bus.Bus;
import trt.config.PaymentsConfig;
import trt.config.RoutingConfig;
import trt.domain.dialogue.Dialogue;
import trt.domain.inbox.Myself;
import trt.postgres.Db;
import trt.postgres.GuestStore;
import trt.postgres.InboxStore;
import trt.postgres.JobStore;
import trt.postgres.OutboxStore;
import trt.postgres.PastStore;
import trt.postgres.PaymentStore;
import trt.postgres.RefundStore;
import trt.postgres.SceneStore;
import trt.postgres.TasteStore;
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
    Clock clock) {
  /** The aggregates a turn reads and writes. */
  public record Stores(
      Db db,
      InboxStore inbox,
      SceneStore scenes,
      OutboxStore outbox,
      JobStore jobs,
      GuestStore guests,
      PastStore past,
      TasteStore tastes) {}

  /**
   * Payments.
   *
   * @param tokens names of new invoices: nobody can guess one
   */
  public record Stars(
      PaymentsConfig config, PaymentStore payments, RefundStore refunds, Supplier<String> tokens) {}
}
