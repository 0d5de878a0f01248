package trt.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import trt.domain.outbox.DeliveryClass;
import trt.domain.outbox.Outgoing;

/** One lane per chat, each call once. */
class LanesTest {
  private final Lanes lanes = new Lanes(3, message -> Duration.ZERO);

  @Test
  void aChatIsServedOneCallAtATimeInOrder() {
    lanes.add(call(7, 2), 0);
    lanes.add(call(7, 1), 0);

    Entry first = taken();
    assertEquals(1, first.message().id());
    assertTrue(lanes.take(false).isEmpty());
    lanes.done(first);
    Entry second = taken();
    assertEquals(2, second.message().id());
    lanes.done(second);
    assertTrue(lanes.occupy(7));
  }

  @Test
  void aCallThatIsOverIsNotTakenInAgainByALateHintOrSweep() {
    lanes.add(call(7, 1), 0);
    lanes.done(taken());

    lanes.add(call(7, 1), 0);
    lanes.sweep(List.of(call(7, 1)), 0, 0);

    assertTrue(lanes.take(false).isEmpty());
    assertEquals(0, lanes.size());
  }

  @Test
  void whenFullALaterCallOfAChatDoesNotOvertakeOneThatWasTurnedAway() {
    lanes.add(call(7, 1), 0);
    lanes.add(call(8, 2), 0);
    lanes.add(call(9, 3), 0);
    lanes.add(call(7, 4).after(OptionalLong.of(1)), 0);
    lanes.done(taken());

    lanes.add(call(7, 5).after(OptionalLong.of(4)), 0);

    assertEquals(2, taken().message().id());
    assertEquals(3, taken().message().id());
    assertTrue(lanes.take(false).isEmpty());
  }

  @Test
  void aCallWhoseForerunnerIsUnknownWaitsForTheSweep() {
    lanes.add(call(7, 5).after(OptionalLong.of(4)), 0);
    assertTrue(lanes.take(false).isEmpty());

    lanes.sweep(List.of(call(7, 4), call(7, 5)), 0, 0);

    assertEquals(4, taken().message().id());
  }

  @Test
  void anAnswerToAQueryWaitsForNothingOfItsChat() {
    lanes.add(call(7, 1), 0);
    Entry busy = taken();
    lanes.add(answer(7, 9).after(OptionalLong.of(8)), 0);

    assertEquals(9, taken().message().id());
    lanes.park(busy, 1_000);
    lanes.add(answer(7, 10), 0);
    assertEquals(10, taken().message().id());
  }

  @Test
  void theMoreUrgentGoesFirstAndEveryEighthTurnIsTheOtherOnes() {
    Lanes many = new Lanes(100, message -> Duration.ZERO);
    for (int i = 1; i <= 20; i++) {
      many.add(named(100 + i, i, "job:" + i + ":result"), 0);
      many.add(named(200 + i, 20 + i, "u:1:" + i), 0);
    }
    many.add(answer(300, 50), 0);

    List<String> kinds =
        IntStream.range(0, 17)
            .mapToObj(i -> many.take(false).orElseThrow().message().urgency().name())
            .toList();

    List<String> seven = Collections.nCopies(7, "REPLY");
    List<String> expected = new ArrayList<>(List.of("ANSWER"));
    expected.addAll(seven.subList(1, 7));
    expected.add("RESULT");
    expected.addAll(seven);
    expected.add("RESULT");
    expected.add("REPLY");
    assertEquals(expected, kinds);
  }

  @Test
  void aReplyBehindABroadcastOfItsChatLendsItItsUrgency() {
    lanes.add(named(7, 1, "cast:1:7"), 0);
    lanes.add(named(8, 2, "job:2:result"), 0);
    lanes.add(named(7, 3, "u:1:3").after(OptionalLong.of(1)), 0);

    assertEquals(1, taken().message().id());
  }

  @Test
  void aParkedChatGoesOnWhenItsTimeHasCome() {
    lanes.add(call(7, 1), 0);
    lanes.park(taken(), 50);
    assertEquals(OptionalLong.of(50), lanes.due());

    lanes.wake(49);
    assertTrue(lanes.take(false).isEmpty());
    lanes.wake(50);
    assertEquals(1, taken().message().id());
  }

  private Entry taken() {
    return lanes.take(false).orElseThrow();
  }

  private static Outgoing call(long chat, long id) {
    return named(chat, id, "d" + id);
  }

  private static Outgoing named(long chat, long id, String name) {
    return outgoing(chat, id, name, "editMessageText");
  }

  private static Outgoing answer(long chat, long id) {
    return outgoing(chat, id, "q:" + id, "answerCallbackQuery");
  }

  private static Outgoing outgoing(long chat, long id, String name, String method) {
    return new Outgoing(
        0,
        chat,
        id,
        name,
        DeliveryClass.IDEMPOTENT,
        method,
        "{}",
        Optional.empty(),
        0,
        Outgoing.Timing.NOW,
        OptionalLong.empty(),
        OptionalInt.empty());
  }
}
