package trt.domain.inbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ChatKeysTest {
  private static final long LARGEST_ID = (1L << 52) - 1;

  @Test
  void checkoutsSortBeforeEveryChatAndLeadBackToThePerson() {
    for (long user : List.of(1L, 7_000_000_000L, LARGEST_ID)) {
      long key = ChatKeys.ofCheckout(user);
      assertTrue(key < ChatKeys.CHECKOUTS_BELOW);
      assertEquals(user, ChatKeys.chat(key));
    }
    for (long chat : List.of(-LARGEST_ID, -1_002_000_000_000L, 0L, 5L, LARGEST_ID)) {
      assertTrue(chat >= ChatKeys.CHECKOUTS_BELOW);
      assertEquals(chat, ChatKeys.chat(chat));
    }
  }

  @Test
  void checkoutsAreSpreadOverTheShards() {
    Set<Integer> shards = new HashSet<>();
    LongStream.range(1_000, 11_000).forEach(id -> shards.add(Shards.of(ChatKeys.ofCheckout(id))));
    assertEquals(Shards.COUNT, shards.size());
  }

  @Test
  void correlationIdsDifferBetweenUpdatesAndBots() {
    Set<String> ids = new HashSet<>();
    for (int feed = 1; feed <= 3; feed++) {
      for (int update : List.of(1, 2, 900_000_000, Integer.MAX_VALUE)) {
        ids.add(new PendingUpdate(0, 0, feed, update, 0, new byte[0]).correlationId());
      }
    }
    assertEquals(12, ids.size());
  }
}
