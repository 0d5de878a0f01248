package trt.console;

import io.vertx.core.Future;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import trt.config.AppConfig;
import trt.config.LiveSettings;
import trt.config.UnitsConfig;
import trt.ops.Backlog;
import trt.ops.HealthView;
import trt.postgres.AuditStore;
import trt.postgres.ConsoleStore;
import trt.postgres.Db;
import trt.postgres.FeedStore;
import trt.postgres.HoldStore;
import trt.postgres.JobLogStore;
import trt.postgres.NodeStore;
import trt.postgres.OverviewStore;
import trt.postgres.StatisticsStore;

/**
 * What the console is made of.
 *
 * @param account of KIE
 * @param tokens too long to be guessed
 */
public record ConsoleParts(
    AppConfig config,
    Stores stores,
    Live live,
    RecentLines lines,
    int account,
    Supplier<String> tokens,
    Clock clock) {
  /** The aggregates the pages read, of one bot. */
  public record Stores(
      Db db,
      ConsoleStore sessions,
      AuditStore audit,
      OverviewStore overview,
      StatisticsStore statistics,
      NodeStore nodes,
      JobLogStore jobs,
      HoldStore holds) {
    /** All of them over a database. */
    public static Stores of(Db db, FeedStore.Feed feed) {
      return new Stores(
          db,
          new ConsoleStore(db, feed),
          new AuditStore(feed),
          new OverviewStore(db, feed),
          new StatisticsStore(db, feed),
          new NodeStore(db, feed),
          new JobLogStore(db, feed),
          new HoldStore(db, feed));
    }
  }

  /**
   * This process.
   *
   * @param current what has changed since the start, as it is now
   * @param audited the last audit, empty before the first
   * @param audit compares all wallets with the journal now; empty when that is under way already
   */
  public record Live(
      UUID node,
      Supplier<HealthView> health,
      Supplier<Backlog> backlog,
      Resize resize,
      Supplier<LiveSettings> current,
      Supplier<Optional<Audit>> audited,
      Supplier<Future<Optional<Audit>>> audit) {}

  /** Changes the size of a unit while the others run. */
  @FunctionalInterface
  public interface Resize {
    /** Completes when the unit runs in this size. */
    Future<Void> to(String unit, int instances);
  }

  Set<Long> operators() {
    return Set.copyOf(config.admin().ids());
  }

  /** The units whose size can be changed. */
  static List<String> resizable() {
    return Arrays.stream(UnitsConfig.class.getRecordComponents())
        .map(component -> component.getName())
        .toList();
  }
}
