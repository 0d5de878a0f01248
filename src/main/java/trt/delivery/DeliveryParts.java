package trt.delivery;

import io.github.bucket4j.TimeMeter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import trt.bus.Bus;
import trt.config.DeliveryConfig;
import trt.postgres.Db;
import trt.postgres.DeliveryStore;
import trt.postgres.FeedStore;
import trt.postgres.SentFileStore;
import trt.postgres.WaitingStore;
import trt.telegram.TelegramClient;
import trt.tracing.Trail;

/**
 * What the unit is made of; one for all instances of a node.
 *
 * @param node the process, by the name it has in the database
 * @param bot the budget they share
 */
public record DeliveryParts(
    DeliveryConfig config,
    Stores stores,
    TelegramClient telegram,
    MediaFetch media,
    Bus bus,
    MeterRegistry meters,
    Clock clock,
    String node,
    Trail trail,
    BotBudget bot) {
  /** With the bot's budget by the settings. */
  public DeliveryParts(
      DeliveryConfig config,
      Stores stores,
      TelegramClient telegram,
      MediaFetch media,
      Bus bus,
      MeterRegistry meters,
      Clock clock,
      String node,
      Trail trail) {
    this(
        config,
        stores,
        telegram,
        media,
        bus,
        meters,
        clock,
        node,
        trail,
        new BotBudget(config.messagesPerSecond(), TimeMeter.SYSTEM_NANOTIME));
  }

  /** What is known in the database. */
  public record Stores(DeliveryStore outbox, WaitingStore waiting, SentFileStore files) {
    /** Those of one bot. */
    public static Stores of(Db db, FeedStore.Feed feed) {
      return new Stores(
          new DeliveryStore(db, feed), new WaitingStore(db, feed), new SentFileStore(db, feed));
    }
  }
}
