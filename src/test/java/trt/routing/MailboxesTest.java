package trt.routing;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import trt.domain.inbox.ChatKeys;
import trt.domain.inbox.PendingUpdate;
import trt.domain.inbox.Shards;
import trt.domain.inbox.UpdateKind;

class MailboxesTest {
  private final Mailboxes boxes = new Mailboxes(40, 3);

  @Test
  void fullMailboxesStillTakeACheckoutIn() {
    for (int id = 1; id <= 60; id++) {
      boxes.add(update(id, id, UpdateKind.MESSAGE));
    }
    boxes.add(update(99, ChatKeys.ofCheckout(7), UpdateKind.PRE_CHECKOUT_QUERY));

    assertEquals(41, boxes.size());
    assertEquals(List.of(99), ids(boxes.takeCheckouts(8)));
  }

  @Test
  void pressesGoFirstAndLeaveRoomForWords() {
    for (int id = 1; id <= 20; id++) {
      boxes.add(update(id, id, UpdateKind.MESSAGE));
      boxes.add(update(100 + id, 100 + id, UpdateKind.CALLBACK_QUERY));
    }

    assertEquals(List.of(101, 102, 103, 104, 105, 106, 1, 2), ids(boxes.takeHeads(8)));
  }

  @Test
  void pressesTakeAllTheRoomWhenNothingElseWaits() {
    for (int id = 1; id <= 4; id++) {
      boxes.add(update(id, id, UpdateKind.CALLBACK_QUERY));
    }

    assertEquals(List.of(1, 2, 3, 4), ids(boxes.takeHeads(4)));
  }

  @Test
  void aChatWithTooManyIsACrowdUntilItIsNot() {
    for (int id = 1; id <= 4; id++) {
      boxes.add(update(id, 5, UpdateKind.MESSAGE));
    }
    assertEquals(List.of(), boxes.takeHeads(8));
    assertEquals(List.of(1), ids(boxes.takeCrowd()));
    assertEquals(List.of(), boxes.takeCrowd());

    boxes.done(5, Set.of(1, 2));

    assertEquals(2, boxes.size());
    assertEquals(List.of(), boxes.takeCrowd());
    assertEquals(List.of(3), ids(boxes.takeHeads(8)));
  }

  @Test
  void aChatThatGrowsIntoACrowdWhileItsFirstRunsIsOneAfterwards() {
    boxes.add(update(1, 5, UpdateKind.MESSAGE));
    List<PendingUpdate> running = boxes.takeHeads(1);
    for (int id = 2; id <= 6; id++) {
      boxes.add(update(id, 5, UpdateKind.MESSAGE));
    }
    assertEquals(List.of(), boxes.takeCrowd());

    boxes.done(running.get(0));

    assertEquals(List.of(2), ids(boxes.takeCrowd()));
  }

  private static PendingUpdate update(int id, long chat, UpdateKind kind) {
    return new PendingUpdate(Shards.of(chat), chat, 1, id, kind.code(), new byte[0]);
  }

  private static List<Integer> ids(List<PendingUpdate> updates) {
    return updates.stream().map(PendingUpdate::updateId).toList();
  }
}
