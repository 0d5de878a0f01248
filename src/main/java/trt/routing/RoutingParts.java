package trt.routing;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import trt.bus.Bus;
import trt.config.RoutingConfig;
import trt.domain.dialogue.Dialogue;
import trt.postgres.Db;
import trt.postgres.InboxStore;
import trt.postgres.JobStore;
import trt.postgres.OutboxStore;
import trt.postgres.SceneStore;
import trt.redis.RateLimiter;
import trt.text.ScreenRenderer;

/** What the unit is made of. */
public record RoutingParts(
    int feedId,
    RoutingConfig config,
    Stores stores,
    Dialogue dialogue,
    ScreenRenderer renderer,
    String currency,
    RateLimiter limiter,
    Bus bus,
    MeterRegistry meters,
    Clock clock) {
  /** The aggregates a turn reads and writes. */
  public record Stores(
      Db db, InboxStore inbox, SceneStore scenes, OutboxStore outbox, JobStore jobs) {}
}
