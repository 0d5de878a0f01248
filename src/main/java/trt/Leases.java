package trt;

import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Vertx;
import java.util.Optional;
import java.util.UUID;
import trt.bus.Bus;
import trt.config.AppConfig;
import trt.leases.LeaseParts;
import trt.leases.Neighbours;
import trt.leases.Ownership;
import trt.postgres.LeaseStore;
import trt.redis.Hints;

/** This process among the nodes of its bot. */
final class Leases {
  private Leases() {}

  static LeaseParts parts(
      Vertx vertx,
      AppConfig config,
      Outside outside,
      Bus bus,
      MeterRegistry registry,
      Ownership ownership,
      UUID node) {
    String version =
        Optional.ofNullable(App.class.getPackage().getImplementationVersion()).orElse("dev");
    // Of the bot, not of the feed: feeds are numbered by each database for itself.
    String channel = "trt:" + config.tenant().partnerId() + ":" + Outside.botId(config);
    return new LeaseParts(
        config.leases(),
        new LeaseStore(outside.feed(), node, version, config.leases()),
        outside.db()::dedicatedConnection,
        ownership,
        () ->
            new Neighbours(
                bus,
                ownership,
                new Hints(vertx, outside.redis(), channel + ":updates", node.toString()),
                new Hints(vertx, outside.redis(), channel + ":callbacks", node.toString())),
        bus,
        registry);
  }
}
