package trt.postgres;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static trt.testing.TestVertx.failure;
import static trt.testing.TestVertx.get;

import io.vertx.core.Future;
import io.vertx.pgclient.PgConnection;
import io.vertx.pgclient.PgException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import trt.domain.inbox.PendingUpdate;
import trt.domain.inbox.Shards;
import trt.leases.Ownership;
import trt.leases.Share;
import trt.supervision.Placement;
import trt.testing.MigratedPostgres;

class InboxStoreTest {
  private final MigratedPostgres postgres = MigratedPostgres.fresh();
  private final InboxStore inbox = new InboxStore(postgres.db());
  private final int feed = postgres.feed().feedId();
  private final PgConnection connection = get(postgres.db().dedicatedConnection());

  @BeforeEach
  void partition() {
    get(inbox.createPartition(connection, 1));
  }

  @AfterEach
  void close() {
    get(connection.close());
    postgres.close();
  }

  @Test
  void onlyNewUpdatesComeBack() {
    assertEquals(Set.of(1, 2), ingest(update(1, 7), update(2, 7)));
    assertEquals(Set.of(3), ingest(update(1, 7), update(2, 7), update(3, 8)));
    assertEquals(Set.of(), ingest(update(1, 7)));
    assertEquals(3, postgres.number("select count(*) from tg_update"));
    assertEquals(3, postgres.number("select count(*) from tg_ready"));
  }

  @Test
  void aDuplicateOfAFinishedUpdateDoesNotComeBackToLife() {
    assertEquals(Set.of(1), ingest(update(1, 7)));
    assertEquals(Set.of(1), consume(update(1, 7)));

    assertEquals(Set.of(), ingest(update(1, 7)));

    assertEquals(0, postgres.number("select count(*) from tg_ready"));
  }

  @Test
  void anyBytesAreKeptAsTheyCame() {
    byte[] bytes = {0, -1, 34, 92, 10};
    PendingUpdate odd = new PendingUpdate(Shards.of(7), 7, feed, 5, 1, bytes);
    assertEquals(Set.of(5), ingest(odd));

    PendingUpdate found = get(inbox.pending(feed, shards(1, 0), 10)).get(0);

    assertArrayEquals(bytes, found.payload());
    assertEquals(5, found.updateId());
    assertEquals(1, found.kind());
  }

  @Test
  void aMissingPartitionIsToldByItsStateAndMadeOnDemandByMany() {
    int far = 2_000_000_000;
    PgException missing =
        failure(PgException.class, inbox.ingest(connection, List.of(update(far, 7))));
    assertEquals("23514", missing.getSqlState());

    List<Future<Void>> making = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      making.add(postgres.db().transaction(c -> inbox.createPartition(c, far)));
    }
    get(Future.all(making));

    assertEquals(Set.of(far), ingest(update(far, 7)));
    assertEquals(InboxStore.partition(update(far, 7)), far / 1_048_576 * 1_048_576);
    assertEquals(Set.of(Integer.MAX_VALUE), ingestInto(Integer.MAX_VALUE));
  }

  @Test
  void onlyTheHeadOfAChatIsConsumed() {
    assertEquals(Set.of(1, 2, 3), ingest(update(1, 7), update(2, 7), update(3, 8)));

    assertEquals(Set.of(), consume(update(2, 7)));
    assertEquals(Set.of(1, 3), consume(update(1, 7), update(3, 8)));
    assertEquals(Set.of(), consume(update(1, 7)));
    assertEquals(Set.of(2), consume(update(2, 7)));
  }

  @Test
  void aRolledBackEffectLeavesTheUpdateWaiting() {
    assertEquals(Set.of(1), ingest(update(1, 7)));

    Future<Object> failing =
        postgres
            .db()
            .transaction(
                c ->
                    inbox
                        .consume(c, List.of(update(1, 7)))
                        .compose(v -> Future.failedFuture(new IllegalStateException("no"))));
    assertEquals("no", failure(IllegalStateException.class, failing).getMessage());

    assertEquals(Set.of(1), consume(update(1, 7)));
  }

  @Test
  void feedsDoNotHoldEachOtherUp() {
    PendingUpdate other = new PendingUpdate(Shards.of(7), 7, feed + 1, 1, 1, new byte[0]);
    assertEquals(Set.of(1), ingest(other));
    assertEquals(Set.of(2), ingest(update(2, 7)));

    assertEquals(Set.of(2), consume(update(2, 7)));
  }

  @Test
  void everyInstanceFindsItsOwnShardsInOrder() {
    for (int id = 30; id > 0; id--) {
      assertEquals(Set.of(id), ingest(update(id, id % 10)));
    }
    List<Integer> all = new ArrayList<>();
    for (int index = 0; index < 3; index++) {
      List<PendingUpdate> mine = get(inbox.pending(feed, shards(3, index), 100));
      for (int i = 1; i < mine.size(); i++) {
        PendingUpdate before = mine.get(i - 1);
        PendingUpdate after = mine.get(i);
        assertTrue(before.chatKey() != after.chatKey() || before.updateId() < after.updateId());
      }
      mine.forEach(update -> all.add(update.updateId()));
    }
    assertEquals(30, all.size());
    assertEquals(30, new TreeSet<>(all).size());
  }

  @Test
  void twentyFourConsumersInRandomOrderTakeEachUpdateOnceAndInOrder() {
    InboxStorm storm = new InboxStorm(postgres, InboxStore.CONSUME);

    storm.run(24);

    assertEquals(0, postgres.number("select count(*) from tg_ready"));
    assertEquals(storm.updates(), postgres.number("select count(*) from effect"));
    assertEquals(storm.updates(), postgres.number("select count(distinct update_id) from effect"));
    assertEquals(0, storm.outOfOrder());
  }

  /** The control: the same storm shows what the condition is for. */
  @Test
  void withoutTheHeadConditionTheSameStormBreaksTheOrder() {
    String mutated = InboxStore.CONSUME.replace("ORDER BY p.update_id LIMIT 1", "OFFSET 0");
    assertNotEquals(InboxStore.CONSUME, mutated);
    InboxStorm storm = new InboxStorm(postgres, mutated);

    storm.run(24);

    assertEquals(storm.updates(), postgres.number("select count(*) from effect"));
    assertTrue(storm.outOfOrder() > 0);
  }

  private Set<Integer> ingestInto(int id) {
    get(inbox.createPartition(connection, id));
    return ingest(update(id, 7));
  }

  private Set<Integer> ingest(PendingUpdate... updates) {
    return get(inbox.ingest(connection, List.of(updates)));
  }

  private Set<Integer> consume(PendingUpdate... heads) {
    return get(postgres.db().transaction(c -> inbox.consume(c, List.of(heads))));
  }

  private PendingUpdate update(int id, long chat) {
    return new PendingUpdate(Shards.of(chat), chat, feed, id, 1, new byte[] {1});
  }

  private static Short[] shards(int count, int index) {
    return new Share(Ownership.ofAll(), new Placement(index, count)).shards();
  }
}
