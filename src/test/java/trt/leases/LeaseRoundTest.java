package trt.leases;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static trt.testing.TestVertx.get;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import trt.domain.inbox.Shards;
import trt.testing.Await;
import trt.testing.MigratedPostgres;

/** Nodes that share a database divide the 256 shards, whatever happens to some of them. */
class LeaseRoundTest {
  private final MigratedPostgres postgres =
      MigratedPostgres.fresh("leases.deadAfter", "200ms", "database.poolSize", 4);

  @AfterEach
  void close() {
    postgres.close();
  }

  @Test
  void aLoneNodeHoldsEverythingAtItsFirstLook() {
    TestNode alone = new TestNode(postgres);

    LeaseRound.Renewed first = alone.looks();

    assertTrue(first.changed());
    assertEquals(Set.of(), first.inherited());
    assertEquals(Shards.COUNT, alone.ownership.count());
    assertTrue(alone.ownership.leads());
    assertFalse(alone.looks().changed());
  }

  @Test
  void aSecondNodeGetsHalfAndTheFirstKeepsLeading() {
    TestNode first = new TestNode(postgres);
    TestNode second = new TestNode(postgres);
    assertTrue(first.looks().changed());
    assertEquals(0, second.looks().inherited().size());
    assertTrue(first.looks().changed());

    LeaseRound.Renewed came = second.looks();

    assertEquals(Set.of(), came.inherited(), "what was given back is not inherited");
    assertEquals(128, first.ownership.count());
    assertEquals(128, second.ownership.count());
    assertTrue(first.ownership.leads());
    assertDisjoint(List.of(first, second));
  }

  @Test
  void fiveNodesThatLookAtOnceShareAllOfIt() {
    List<TestNode> nodes = IntStream.range(0, 5).mapToObj(n -> new TestNode(postgres)).toList();

    for (int look = 0; look < 4; look++) {
      List<Future<LeaseRound.Renewed>> looks = new ArrayList<>();
      nodes.forEach(node -> looks.add(node.looksLater()));
      assertEquals(5, get(Future.all(looks)).size());
    }

    assertDisjoint(nodes);
    nodes.forEach(node -> assertTrue(node.ownership.count() <= 52));
    assertEquals(Shards.COUNT, nodes.stream().mapToInt(node -> node.ownership.count()).sum());
  }

  @Test
  void theDeadAreInheritedFromAtOnce() {
    TestNode dies = new TestNode(postgres);
    TestNode survives = new TestNode(postgres);
    assertTrue(dies.looks().changed());
    dies.losesItsConnection();

    Await.until(() -> survives.looks().inherited().size() == Shards.COUNT);

    assertEquals(Shards.COUNT, survives.ownership.count());
    assertEquals(1, postgres.number("SELECT count(*) FROM node"));
  }

  @Test
  void aNodeThatOnlyStandsStillKeepsItsLeasesUntilTheyExpire() {
    TestNode stands = new TestNode(postgres);
    TestNode other = new TestNode(postgres);
    assertTrue(stands.looks().changed());
    Await.until(
        () ->
            postgres.number(
                    "SELECT count(*) FROM node"
                        + " WHERE seen_at < clock_timestamp() - interval '300 ms'")
                == 1);

    assertFalse(other.looks().changed());
    assertEquals(0, other.ownership.count());

    expire();
    assertEquals(128, other.looks().inherited().size());
  }

  @Test
  void aNodeThatOversleptStopsBeforeAnybodyTellsIt() {
    TestNode zombie = new TestNode(postgres);
    assertTrue(zombie.looks().changed());
    assertTrue(zombie.ownership.holds(7));

    zombie.oversleeps();

    assertFalse(zombie.ownership.holds(7));
    assertEquals(0, zombie.ownership.count());
    assertTrue(zombie.looks().changed());
    assertTrue(zombie.ownership.holds(7));
  }

  @Test
  void whatIsGivenBackIsFreeAtOnceAndNotInherited() {
    TestNode leaves = new TestNode(postgres);
    TestNode stays = new TestNode(postgres);
    assertTrue(leaves.looks().changed());

    leaves.leaves();

    LeaseRound.Renewed came = stays.looks();
    assertEquals(Set.of(), came.inherited());
    assertEquals(Shards.COUNT, stays.ownership.count());
  }

  @Test
  void aLostTableOfLeasesIsMadeAgain() {
    TestNode node = new TestNode(postgres);
    assertTrue(node.looks().changed());
    assertEquals(List.of(), postgres.column("DELETE FROM shard_lease WHERE shard < 100"));

    assertFalse(node.looks().changed());

    assertEquals(Shards.COUNT, node.ownership.count());
    assertEquals(Shards.COUNT, postgres.number("SELECT count(*) FROM shard_lease"));
  }

  @Test
  void botsThatShareADatabaseDivideTheirOwnWorkEach() {
    TestNode mine = new TestNode(postgres);
    MigratedPostgres other = postgres.otherBot(43);
    TestNode theirs = new TestNode(other);

    assertTrue(mine.looks().changed());
    assertTrue(theirs.looks().changed());

    assertEquals(Shards.COUNT, mine.ownership.count());
    assertEquals(Shards.COUNT, theirs.ownership.count());
    other.close();
  }

  private void expire() {
    assertEquals(
        List.of(),
        postgres.column(
            "UPDATE shard_lease SET expires_at = clock_timestamp() WHERE owner IS NOT NULL"));
  }

  private static void assertDisjoint(List<TestNode> nodes) {
    BitSet seen = new BitSet();
    for (TestNode node : nodes) {
      for (int shard = 0; shard < Shards.COUNT; shard++) {
        if (node.ownership.holds(shard)) {
          assertFalse(seen.get(shard), "shard " + shard + " is held twice");
          seen.set(shard);
        }
      }
    }
  }
}
