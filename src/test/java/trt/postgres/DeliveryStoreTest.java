package trt.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static trt.testing.TestVertx.get;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import trt.domain.outbox.DeliveryClass;
import trt.domain.outbox.Draft;
import trt.domain.outbox.Outgoing;
import trt.testing.MigratedPostgres;
import trt.testing.TestPostgres;

/** Two senders that both believe a chat is theirs; the database decides. */
class DeliveryStoreTest {
  private static final DeliveryStore.Call BY = new DeliveryStore.Call("sendMessage", "{}");

  private static final String NODE = "11111111-1111-1111-1111-111111111111";

  private static final Short[] FOUR = {0, 1, 2, 3};

  private final MigratedPostgres postgres = MigratedPostgres.fresh();
  private final OutboxStore outbox = new OutboxStore(postgres.db(), postgres.feed());
  private final WaitingStore waiting = new WaitingStore(postgres.db(), postgres.feed());
  private final DeliveryStore one = new DeliveryStore(postgres.db(), postgres.feed()).sentBy("one");
  private final DeliveryStore other =
      new DeliveryStore(postgres.db(), postgres.feed()).sentBy("other");

  @AfterEach
  void close() {
    postgres.close();
  }

  @Test
  void ofTwoThatReadARowOneMayMarkIt() {
    Outgoing row = added(draft(7, "a", "sendMessage")).get(0);

    assertEquals(Set.of(row.id()), marked(one, row, Duration.ZERO));
    assertEquals(Set.of(), marked(other, row, Duration.ZERO));
  }

  @Test
  void itIsKnownWhetherTheProcessThatBeganASendIsStillThere() {
    DeliveryStore ofNode =
        new DeliveryStore(postgres.db(), postgres.feed()).sentBy(NODE + "/instance");
    Outgoing row = added(draft(7, "a", "sendMessage")).get(0);
    assertFalse(page(100).get(0).timing().senderGone());
    TestPostgres.execute(
        postgres.uri(),
        "INSERT INTO node (id, feed_id, version) SELECT '" + NODE + "', feed_id, '1' FROM feed");
    assertEquals(Set.of(row.id()), marked(ofNode, row, Duration.ZERO));
    assertFalse(page(100).get(0).timing().senderGone());

    TestPostgres.execute(postgres.uri(), "DELETE FROM node");
    assertTrue(page(100).get(0).timing().senderGone());
  }

  @Test
  void aYoungMarkIsRespectedWhateverTheClockOfTheOtherNodeSays() {
    Outgoing row = added(draft(7, "a", "sendMessage")).get(0);
    assertEquals(Set.of(row.id()), marked(one, row, Duration.ZERO));
    Outgoing read = page(100).get(0);
    assertTrue(read.timing().sendingFor().isPresent());

    assertEquals(Set.of(), marked(other, read, Duration.ofSeconds(30)));
    assertEquals(Set.of(row.id()), marked(other, read, Duration.ZERO));
  }

  @Test
  void aMarkWhoseAnswerWasLostIsFoundAgainByWhoMadeIt() {
    Outgoing row = added(draft(7, "a", "sendMessage")).get(0);
    assertEquals(Set.of(row.id()), marked(one, row, Duration.ofSeconds(30)));

    assertEquals(Set.of(row.id()), marked(one, row, Duration.ofSeconds(30)));
    assertEquals(Set.of(row.id()), marked(one, row.marked(), Duration.ofSeconds(30)));
  }

  @Test
  void onlyTheFirstOfAChatIsMarkedOrRepeated() {
    List<Outgoing> rows =
        added(
            draft(7, "a", "sendMessage"),
            draft(7, "q", "answerCallbackQuery"),
            draft(8, "b", "sendMessage"),
            draft(7, "c", "sendMessage"));

    assertEquals(Set.of(), marked(one, rows.get(3), Duration.ZERO));
    assertEquals(
        Set.of(rows.get(0).id(), rows.get(1).id(), rows.get(2).id()), get(one.stillFirst(rows)));
    get(one.finish(List.of(new DeliveryStore.Ended(rows.get(0), 1, 'S'))));
    assertEquals(Set.of(rows.get(3).id()), marked(one, rows.get(3), Duration.ZERO));
  }

  @Test
  void aSendThatAnotherHasBegunAgainIsRecordedAsPossiblyRepeated() {
    Outgoing row = added(draft(7, "a", "sendMessage")).get(0);
    assertEquals(Set.of(row.id()), marked(one, row, Duration.ZERO));
    Outgoing asTheOtherReadsIt = row.marked();
    assertEquals(Set.of(row.id()), marked(other, asTheOtherReadsIt, Duration.ZERO));
    get(one.finish(List.of(new DeliveryStore.Ended(row.marked(), 1, 'S'))));
    assertEquals(
        List.of("A"),
        postgres.column("SELECT outcome FROM delivered WHERE dedupe = '" + row.dedupe() + "'"));
  }

  @Test
  void whoWasOvertakenNeitherReplacesNorHoldsBack() {
    Outgoing row = added(draft(7, "a", "sendMessage")).get(0);
    assertEquals(Set.of(row.id()), marked(other, row, Duration.ZERO));

    assertFalse(get(one.replace(row, DeliveryClass.MUST_ARRIVE, BY, List.of())));
    get(one.holdBack(row, Duration.ofHours(1)));

    Outgoing now = page(100).get(0);
    assertEquals("{\"a\":1}", now.body());
    assertTrue(now.timing().sendingFor().isPresent());
    assertEquals(Duration.ZERO, now.timing().heldFor());
  }

  @Test
  void aReplacementWhoseAnswerWasLostMayBeAskedForAgain() {
    Outgoing row = added(draft(7, "a", "editMessageText")).get(0);

    assertTrue(get(one.replace(row, DeliveryClass.MUST_ARRIVE, BY, List.of())));
    assertTrue(get(one.replace(row, DeliveryClass.MUST_ARRIVE, BY, List.of())));
    assertFalse(get(other.replace(row, DeliveryClass.MUST_ARRIVE, BY, List.of())));
  }

  @Test
  void everyCallKnowsTheOneBeforeIt() {
    List<Outgoing> first = added(draft(7, "a", "sendMessage"), draft(8, "b", "sendMessage"));
    List<Outgoing> second = added(draft(7, "c", "sendMessage"), draft(7, "d", "sendMessage"));

    assertEquals(OptionalLong.empty(), first.get(0).previous());
    assertEquals(OptionalLong.empty(), first.get(1).previous());
    assertEquals(OptionalLong.of(first.get(0).id()), second.get(0).previous());
    assertEquals(OptionalLong.of(second.get(0).id()), second.get(1).previous());
  }

  @Test
  void pagesTakeTheFirstCallsOfEveryChatAndGoOnWhereTheyEnded() {
    for (int chat = 0; chat < 12; chat++) {
      int c = chat;
      added(
          IntStream.range(0, 5)
              .mapToObj(i -> draft(c, c + ":" + i, "sendMessage"))
              .toArray(Draft[]::new));
    }
    List<Outgoing> found = get(waiting.page(FOUR, Long.MIN_VALUE, 2, 7));
    assertEquals(List.of("0:0", "0:1", "4:0", "4:1", "8:0", "8:1", "1:0"), names(found));

    List<Outgoing> next = get(waiting.page(new Short[] {1, 2, 3, 0}, 1, 2, 100));
    assertEquals(24, next.size());
    assertEquals(List.of("1:0", "1:1", "5:0"), names(next).subList(0, 3));
    assertEquals(List.of("8:0", "8:1"), names(next).subList(22, 24));
    assertEquals("5:0", names(get(waiting.page(FOUR, 99, 2, 100))).get(2));
  }

  @Test
  void anAnswerIsFoundBehindALongQueueOfItsChat() {
    added(
        IntStream.range(0, 50)
            .mapToObj(i -> draft(7, "m" + i, "sendMessage"))
            .toArray(Draft[]::new));
    added(draft(7, "q", "answerPreCheckoutQuery"));

    assertEquals(List.of("q"), names(get(waiting.answers(FOUR, 10))));
  }

  @Test
  void whatExpiresDoesSoByTheClockOfTheDatabase() {
    Instant wrong = Instant.now().plus(Duration.ofHours(1));
    OutboxStore ahead = new OutboxStore(postgres.db(), postgres.feed(), InstantSource.fixed(wrong));
    Draft draft =
        new Draft(
            3,
            7,
            "a",
            DeliveryClass.IDEMPOTENT,
            "sendMessage",
            "{}",
            Optional.empty(),
            Optional.of(wrong.plusSeconds(150)));
    get(postgres.db().transaction(connection -> ahead.add(connection, List.of(draft))));

    long seconds = page(1).get(0).timing().livesFor().orElseThrow().toSeconds();
    assertTrue(seconds > 140 && seconds <= 150, "" + seconds);
  }

  @Test
  void aPauseOfTheBotIsKnownToEveryNodeAndOnlyGrows() {
    assertEquals(Duration.ZERO, get(waiting.paused()));
    get(waiting.pause(Duration.ofSeconds(60)));
    get(waiting.pause(Duration.ofSeconds(5)));

    long seconds = get(waiting.paused()).toSeconds();
    assertTrue(seconds > 50 && seconds <= 60, "" + seconds);
  }

  private static Set<Long> marked(DeliveryStore store, Outgoing row, Duration unclearFor) {
    return get(store.markSending(List.of(new DeliveryStore.Mark(row, unclearFor))));
  }

  private List<Outgoing> page(int limit) {
    return get(waiting.page(FOUR, Long.MIN_VALUE, 10, limit));
  }

  private static List<String> names(List<Outgoing> rows) {
    return rows.stream().map(Outgoing::dedupe).toList();
  }

  @CanIgnoreReturnValue
  private List<Outgoing> added(Draft... drafts) {
    return new ArrayList<>(
        get(postgres.db().transaction(connection -> outbox.add(connection, List.of(drafts)))));
  }

  private static Draft draft(long chat, String name, String method) {
    return new Draft(
        (int) (chat % 4),
        chat,
        name,
        DeliveryClass.MUST_ARRIVE,
        method,
        "{\"a\":1}",
        Optional.empty(),
        Optional.empty());
  }
}
