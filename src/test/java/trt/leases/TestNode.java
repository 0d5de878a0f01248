package trt.leases;

import static trt.testing.TestVertx.get;

import io.vertx.core.Future;
import io.vertx.pgclient.PgConnection;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import trt.config.LeasesConfig;
import trt.postgres.LeaseStore;
import trt.testing.MigratedPostgres;

/** A node that looks at its leases when the test says so, on a monotonic clock of the test's. */
final class TestNode {
  final Ownership ownership;
  private final MigratedPostgres postgres;
  private final AtomicLong standstill = new AtomicLong();
  private final LeaseRound round;
  private Optional<PgConnection> opened = Optional.empty();

  TestNode(MigratedPostgres postgres) {
    this.postgres = postgres;
    LeasesConfig config = postgres.config().leases();
    this.ownership = new Ownership(this::nanoTime);
    this.round =
        new LeaseRound(
            new LeaseStore(postgres.feed(), UUID.randomUUID(), "test", config),
            () ->
                postgres.db().dedicatedConnection().onSuccess(fresh -> opened = Optional.of(fresh)),
            ownership,
            config.margin(),
            this::nanoTime);
  }

  LeaseRound.Renewed looks() {
    return get(round.run());
  }

  Future<LeaseRound.Renewed> looksLater() {
    return round.run();
  }

  /** As when its process is killed: the operating system closes the connection. */
  void losesItsConnection() {
    get(opened.orElseThrow().close());
  }

  void leaves() {
    get(round.leave());
  }

  /** As seen by this node, the time until its leases run out has passed. */
  void oversleeps() {
    standstill.addAndGet(postgres.config().leases().ttl().toNanos());
  }

  private long nanoTime() {
    return System.nanoTime() + standstill.get();
  }
}
