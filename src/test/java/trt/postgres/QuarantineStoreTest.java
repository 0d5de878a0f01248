package trt.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static trt.testing.TestVertx.get;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import trt.domain.inbox.PendingUpdate;
import trt.domain.inbox.Shards;
import trt.testing.MigratedPostgres;
import trt.testing.TestPostgres;

/** What an operator does with what was set aside, and a crowd that is not the first of its chat. */
class QuarantineStoreTest {
  private final MigratedPostgres postgres = MigratedPostgres.fresh();
  private final InboxStore inbox = new InboxStore(postgres.db());
  private final QuarantineStore quarantine = new QuarantineStore(postgres.db());
  private final List<PendingUpdate> updates = List.of(update(1), update(2), update(3), update(4));

  @BeforeEach
  void setTwoAside() {
    get(
        postgres
            .db()
            .transaction(
                connection ->
                    inbox
                        .createPartition(connection, 1)
                        .compose(v -> inbox.ingest(connection, updates))));
    for (PendingUpdate one : updates.subList(0, 2)) {
      get(
          postgres
              .db()
              .transaction(
                  connection ->
                      inbox
                          .consume(connection, List.of(one))
                          .compose(
                              v ->
                                  inbox.quarantine(
                                      connection, one, one.correlationId(), "Bug at x", 4))));
    }
  }

  @AfterEach
  void close() {
    postgres.close();
  }

  @Test
  void listsAndFindsByTheNumberTheUserWasTold() {
    assertEquals(2, get(quarantine.list(10)).size());
    QuarantineStore.SetAside one =
        get(quarantine.find(updates.get(0).correlationId())).orElseThrow();
    assertEquals(1, one.updateId());
    assertEquals("Bug at x", one.reason());
    assertEquals(4, one.attempts());
    assertEquals("{}", one.payload().orElseThrow().toString());
    assertEquals(Optional.empty(), get(quarantine.find("NONE")));
  }

  @Test
  void allAreReplayedOnceAndTheTotalNeverFalls() {
    assertEquals(2, get(new BacklogStore(postgres.db()).read()).quarantined());

    assertEquals(2, get(quarantine.replay(Optional.empty())).size());
    assertEquals(0, get(quarantine.replay(Optional.empty())).size());

    assertEquals(4, postgres.number("select count(*) from tg_ready"));
    assertEquals(0, postgres.number("select count(*) from tg_quarantine"));
    assertEquals(2, get(new BacklogStore(postgres.db()).read()).quarantined());
  }

  @Test
  void whatIsDroppedDoesNotRunAgain() {
    String id = updates.get(0).correlationId();

    assertEquals(List.of(id), get(quarantine.drop(id)));
    assertEquals(List.of(), get(quarantine.drop(id)));
    assertEquals(List.of(), get(quarantine.replay(Optional.of(id))));

    assertEquals(2, postgres.number("select count(*) from tg_ready"));
    assertEquals(1, postgres.number("select count(*) from tg_quarantine_past"));
  }

  @Test
  void whatHasNoContentLeftStaysSetAside() {
    TestPostgres.execute(postgres.uri(), "delete from tg_update where update_id = 1");

    assertEquals(List.of(updates.get(1).correlationId()), get(quarantine.replay(Optional.empty())));
    assertEquals(1, postgres.number("select count(*) from tg_quarantine"));
    assertEquals(1, get(quarantine.list(10)).size());
  }

  @Test
  void aCrowdWithAnEarlierUpdateBeforeItIsNotConsumed() {
    CrowdStore crowds = new CrowdStore(postgres.db());
    Set<Integer> overtaking =
        get(postgres.db().transaction(c -> crowds.consume(c, updates.subList(3, 4))));
    Set<Integer> first =
        get(postgres.db().transaction(c -> crowds.consume(c, updates.subList(2, 4))));

    assertEquals(Set.of(), overtaking);
    assertEquals(Set.of(3, 4), first);
  }

  private PendingUpdate update(int id) {
    return new PendingUpdate(
        Shards.of(5), 5, postgres.feed().feedId(), id, 1, "{}".getBytes(StandardCharsets.UTF_8));
  }
}
