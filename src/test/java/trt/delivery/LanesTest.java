package trt.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import trt.domain.outbox.DeliveryClass;
import trt.domain.outbox.Outgoing;

/** One lane per chat, each call once. */
class LanesTest {
  private final Lanes lanes = new Lanes(3);

  @Test
  void aChatIsServedOneCallAtATimeInOrder() {
    lanes.add(call(7, 2));
    lanes.add(call(7, 1));

    assertEquals(1, lanes.take().orElseThrow().message().id());
    assertTrue(lanes.take().isEmpty());
    lanes.done(call(7, 1));
    assertEquals(2, lanes.take().orElseThrow().message().id());
    lanes.done(call(7, 2));
    assertTrue(lanes.occupy(7));
  }

  @Test
  void aCallThatIsOverIsNotTakenInAgainByALateHintOrSweep() {
    lanes.add(call(7, 1));
    assertEquals(1, lanes.take().orElseThrow().message().id());
    lanes.done(call(7, 1));

    lanes.add(call(7, 1));

    assertTrue(lanes.take().isEmpty());
    assertEquals(0, lanes.size());
  }

  @Test
  void whenFullALaterCallOfAChatDoesNotOvertakeOneThatWasTurnedAway() {
    lanes.add(call(7, 1));
    lanes.add(call(8, 2));
    lanes.add(call(9, 3));
    lanes.add(call(7, 4));
    assertEquals(1, lanes.take().orElseThrow().message().id());
    lanes.done(call(7, 1));

    lanes.add(call(7, 5));

    assertEquals(2, lanes.take().orElseThrow().message().id());
    assertEquals(3, lanes.take().orElseThrow().message().id());
    assertTrue(lanes.take().isEmpty());
  }

  private static Outgoing call(long chat, long id) {
    return new Outgoing(
        0,
        chat,
        id,
        "d" + id,
        DeliveryClass.IDEMPOTENT,
        "editMessageText",
        "{}",
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }
}
