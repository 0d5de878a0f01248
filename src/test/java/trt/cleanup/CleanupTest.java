package trt.cleanup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static trt.testing.TestVertx.get;

import io.vertx.core.Future;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import trt.config.AppConfig;
import trt.postgres.PartitionStore;
import trt.postgres.SweepStore;
import trt.testing.MigratedPostgres;
import trt.testing.TestConfig;
import trt.testing.TestPostgres;

/** Upkeep against a real database, with rows as old as they need to be. */
class CleanupTest {
  private static final int PART = 1 << 20;

  private final MigratedPostgres postgres = MigratedPostgres.fresh();
  private final int feed = postgres.feed().feedId();

  @AfterEach
  void close() {
    postgres.close();
  }

  @Test
  void thePartitionOfTheNewestUpdateAndTheNextAreThereBeforeTheyAreNeeded() {
    update(feed, 5 * PART + 7, "0 h");
    MigratedPostgres other = postgres.otherBot(43);
    update(other.feed().feedId(), 2_147_483_000, "0 h");

    assertEquals(0, sweep().partitionsDropped());

    assertEquals(List.of(5, 6, 2047), partitions());
    assertFalse(sweep().rows().containsKey("tg_update"));
    get(other.db().close());
  }

  @Test
  void aPartitionWhoseNewestUpdateIsOldIsDroppedAsAWhole() {
    update(feed, 7, "73 h");
    update(feed, 8, "100 h");
    update(feed, 9 * PART, "1 h");

    Swept swept = sweep();

    assertEquals(1, swept.partitionsDropped());
    assertEquals(Map.of(), swept.rows());
    assertEquals(List.of(9, 10), partitions());
  }

  @Test
  void aPartitionWithAnUpdateThatIsYoungWaitingOrSetAsideStays() {
    update(feed, 7, "100 h");
    update(feed, 8, "71 h");
    update(feed, 2 * PART + 1, "200 h");
    point(2 * PART + 1);
    update(feed, 4 * PART + 1, "200 h");
    update(feed, 4 * PART + 2, "200 h");
    setAside(4 * PART + 1);
    update(feed, 9 * PART, "1 h");

    Swept swept = sweep();

    assertEquals(0, swept.partitionsDropped());
    assertEquals(List.of(0, 2, 4, 9, 10), partitions());
    assertEquals(Map.of("tg_update", 1), swept.rows(), "only what keeps nobody's partition alive");
    assertEquals(5, postgres.number("select count(*) from tg_update"));
  }

  @Test
  void aQuietBotsPartitionStaysAndItsOldUpdatesGoOneByOne() {
    update(feed, 1, "73 h");
    update(feed, 2, "73 h");
    point(2);
    update(feed, 3, "1 h");

    assertEquals(Map.of("tg_update", 1), sweep().rows());

    assertEquals(List.of(2, 3), postgres.column("select update_id from tg_update order by 1"));
  }

  @Test
  void oneRoundDeletesMoreThanOneBatchAndTheTablesTakeTurns() {
    rows(1, 12_000, "80 h");
    postgres.column(
        """
        insert into session (feed_id, chat_key, user_id, state, updated_at)
        select $1, n, n, '{}', now() - interval '40 d' from generate_series(1, 3000) n returning 1""",
        feed);
    update(feed, 50_000, "0 h");

    Swept swept = sweep("cleanup.batchRows", 1_000);

    assertEquals(Map.of("session", 3_000, "tg_update", 12_000), swept.rows());
  }

  @Test
  void aRoundEndsWhenItsTimeIsUp() {
    rows(1, 5_000, "80 h");
    update(feed, 50_000, "0 h");
    AtomicLong clock = new AtomicLong();
    CleanupRound round =
        round(
            TestConfig.with("cleanup.batchRows", 10, "cleanup.budget", "2s"),
            () -> clock.getAndAdd(100_000_000));

    Swept swept = get(round.run());

    int gone = swept.rows().getOrDefault("tg_update", 0);
    assertTrue(gone > 0 && gone < 200, () -> "deleted " + gone);
  }

  @Test
  void everythingElseThatGrowsIsSweptByItsAge() {
    postgres.column(
        """
        with d as (insert into delivered (dedupe, outcome, at) values
                     ('old', 'S', now() - interval '31 d'), ('young', 'S', now() - interval '29 d')),
             e as (insert into kie_event (job_id, attempt, body_sha, body, recv_at) values
                     (1, 1, 'a', 'a', now() - interval '15 d'), (2, 1, 'a', 'a', now() - interval '13 d')),
             n as (insert into node (id, feed_id, version, seen_at) values
                     (gen_random_uuid(), $1, 'x', now() - interval '2 d'), (gen_random_uuid(), $1, 'x', now()))
        insert into tg_suspect (feed_id, update_id, takeovers) values ($1, 1, 1), ($1, 2, 1) returning 1""",
        feed);
    update(feed, 2, "0 h");
    point(2);

    Map<String, Integer> rows = sweep().rows();

    assertEquals(Map.of("delivered", 1, "kie_event", 1, "node", 1, "tg_suspect", 1), rows);
    assertEquals(List.of("young"), postgres.column("select dedupe from delivered"));
    assertEquals(List.of(2L), postgres.column("select job_id from kie_event"));
    assertEquals(List.of(2), postgres.column("select update_id from tg_suspect"));
  }

  @Test
  void aDetachCutShortIsFinishedInTheNextRound() throws SQLException {
    update(feed, 7, "100 h");
    update(feed, 9 * PART, "1 h");
    try (Connection reader = TestPostgres.connect(postgres.uri());
        Statement statement = reader.createStatement()) {
      reader.setAutoCommit(false);
      assertTrue(statement.execute("select count(*) from tg_update"));

      assertEquals(0, sweep().partitionsDropped(), "somebody still reads it");
      assertEquals(1, leaving());
      assertEquals(0, sweep().partitionsDropped());
      reader.commit();
    }

    assertEquals(1, sweep().partitionsDropped());
    assertEquals(List.of(9, 10), partitions());
  }

  @Test
  void anUpdateForAPartitionOnItsWayOutBringsItBack() throws SQLException {
    update(feed, 7, "100 h");
    update(feed, 9 * PART, "1 h");
    try (Connection reader = TestPostgres.connect(postgres.uri());
        Statement statement = reader.createStatement()) {
      reader.setAutoCommit(false);
      assertTrue(statement.execute("select count(*) from tg_update"));
      assertEquals(0, sweep().partitionsDropped());
      reader.commit();
    }
    assertEquals(1, leaving());

    update(feed, 8, "0 h");

    assertEquals(0, leaving());
    assertEquals(List.of(7, 8, 9 * PART), updates());
  }

  @Test
  void anUpdateForAPartitionThatWasDetachedAndNotDroppedBringsItBack() {
    update(feed, 7, "100 h");
    TestPostgres.execute(
        postgres.uri(), "alter table tg_update detach partition tg_update_p0 concurrently");

    update(feed, 8, "0 h");

    assertEquals(List.of(7, 8), updates());
  }

  @Test
  void aDropCutShortIsFinishedUnlessAnUpdateCameInBetween() {
    update(feed, 7, "100 h");
    update(feed, 3 * PART, "100 h");
    update(feed, 9 * PART, "1 h");
    TestPostgres.execute(
        postgres.uri(), "alter table tg_update detach partition tg_update_p0 concurrently");
    TestPostgres.execute(
        postgres.uri(), "alter table tg_update detach partition tg_update_p3 concurrently");
    point(3 * PART);

    assertEquals(1, sweep().partitionsDropped());

    assertEquals(List.of(3 * PART, 9 * PART), updates());
  }

  @Test
  void severalNodesAtOnceDoNoHarm() {
    for (int part = 0; part < 6; part++) {
      update(feed, part * PART + 1, "100 h");
    }
    rows(9 * PART, 4_000, "80 h");
    update(feed, 9 * PART + 5_000, "0 h");

    List<Future<Swept>> rounds =
        List.of(round().run(), round().run(), round().run(), round().run());
    int dropped = 0;
    int deleted = 0;
    for (Future<Swept> round : rounds) {
      Swept swept = get(round);
      dropped += swept.partitionsDropped();
      deleted += swept.rows().getOrDefault("tg_update", 0);
    }
    Swept rest = sweep();

    assertEquals(6, dropped + rest.partitionsDropped());
    assertEquals(4_000, deleted + rest.rows().getOrDefault("tg_update", 0));
    assertEquals(List.of(9 * PART + 5_000), updates());
    assertEquals(0, leaving());
  }

  private Swept sweep(Object... settings) {
    return get(round(TestConfig.with(settings), System::nanoTime).run());
  }

  private CleanupRound round() {
    return round(TestConfig.with(), System::nanoTime);
  }

  private CleanupRound round(AppConfig config, java.util.function.LongSupplier clock) {
    return new CleanupRound(
        new SweepStore(postgres.db()),
        new PartitionStore(postgres.db()),
        config.cleanup(),
        () -> true,
        clock);
  }

  private void update(int ofFeed, int id, String age) {
    postgres.column("select tg_partition_for($1)::text", id);
    postgres.column(
        """
        insert into tg_update (feed_id, update_id, shard, chat_key, kind, recv_at, payload)
        values ($1, $2, 1, 7, 1, now() - $3::text::interval, '{}') returning 1""",
        ofFeed,
        id,
        age);
  }

  private void rows(int from, int count, String age) {
    postgres.column("select tg_partition_for($1)::text", from);
    postgres.column(
        """
        insert into tg_update (feed_id, update_id, shard, chat_key, kind, recv_at, payload)
        select $1, n, 1, 7, 1, now() - $4::text::interval, '{}'
        from generate_series($2::int, $2::int + $3::int - 1) n returning 1""",
        feed,
        from,
        count,
        age);
  }

  private void point(int id) {
    postgres.column(
        "insert into tg_ready (shard, chat_key, feed_id, update_id) values (1, 7, $1, $2) returning 1",
        feed,
        id);
  }

  private void setAside(int id) {
    postgres.column(
        """
        insert into tg_quarantine (feed_id, update_id, chat_key, correlation_id, reason, attempts)
        values ($1, $2, 7, 'c', 'r', 3) returning 1""",
        feed,
        id);
  }

  private List<Object> updates() {
    return postgres.column("select update_id from tg_update order by 1");
  }

  private List<Object> partitions() {
    return postgres.column(
        """
        select substring(inhrelid::regclass::text from 12)::int from pg_inherits
        where inhparent = 'tg_update'::regclass and inhrelid <> 'tg_own_update'::regclass order by 1""");
  }

  private long leaving() {
    return postgres.number("select count(*) from pg_inherits where inhdetachpending");
  }
}
