package trt.routing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import trt.domain.inbox.PendingUpdate;
import trt.testing.Await;
import trt.testing.MigratedPostgres;

/** One chat in which far more waits than a person can have meant. */
class CrowdTest {
  private static final Duration LONG = Duration.ofSeconds(60);

  private final RoutingBench bench =
      new RoutingBench(MigratedPostgres.fresh("routing.sweepEvery", "100ms"));

  @AfterEach
  void close() {
    bench.close();
  }

  @Test
  void fiftyAreAnsweredOneByOne() {
    bench.commit(texts(1, 50));
    bench.start(1);

    Await.until(bench::idle, LONG);

    assertEquals(IntStream.rangeClosed(1, 50).boxed().toList(), bench.answered(5));
  }

  @Test
  void fiftyOneGetOneAnswerAndTheChatGoesOn() {
    bench.commit(texts(1, 51));
    bench.start(1);
    Await.until(bench::idle, LONG);
    bench.arrive(bench.text(60, 5, "/help"));
    Await.until(bench::idle, LONG);

    assertEquals(List.of(51, 60), bench.answered(5));
    assertEquals(
        1, bench.rows("outbox where body like '%51 messages waited%Nothing was charged%'"));
  }

  @Test
  void everyPressOfACrowdIsAnsweredAndNoneHasAnEffect() {
    bench.start(1);
    bench.arrive(bench.text(1, 5, "/start"));
    Await.until(bench::idle);
    bench.stop();
    String before = bench.session(5).encode();
    List<PendingUpdate> presses = new ArrayList<>();
    for (int id = 11; id <= 70; id++) {
      presses.add(bench.press(id, 5, "m|google/nano-banana"));
    }
    bench.commit(presses);
    bench.start(1);

    Await.until(bench::idle, LONG);

    assertEquals(60, bench.rows("outbox where method = 'answerCallbackQuery'"));
    assertEquals(60, bench.rows("outbox where body like '%this press was skipped%'"));
    assertEquals(List.of(1, 70), bench.answered(5));
    assertEquals(before, bench.session(5).encode());
  }

  @Test
  void aPaymentIsNeverPassedOver() {
    List<PendingUpdate> waiting = texts(1, 60);
    waiting.add(bench.payment(61, 5));
    waiting.addAll(texts(62, 20));
    bench.commit(waiting);
    bench.start(1);

    Await.until(bench::idle, LONG);

    List<Integer> expected = new ArrayList<>(List.of(60));
    IntStream.rangeClosed(61, 81).forEach(expected::add);
    assertEquals(expected, bench.answered(5));
  }

  @Test
  void severalNodesThatAllBelieveInTheirShareAnswerACrowdOnce() {
    bench.commit(texts(1, 300));
    bench.start(1);
    bench.start(1);
    bench.start(1);

    Await.until(bench::idle, LONG);

    assertEquals(List.of(300), bench.answered(5));
  }

  @Test
  void whatKillsTheProcessIsPassedOverInACrowd() {
    List<PendingUpdate> waiting = texts(2, 80);
    waiting.add(0, bench.killer(1, 5));
    bench.commit(waiting);
    bench.start(1);

    Await.until(bench::idle, LONG);

    assertEquals(0, bench.deaths());
    assertEquals(List.of(81), bench.answered(5));
    assertTrue(bench.rows("tg_quarantine") == 0);
  }

  private List<PendingUpdate> texts(int from, int count) {
    List<PendingUpdate> texts = new ArrayList<>();
    for (int id = from; id < from + count; id++) {
      texts.add(bench.text(id, 5, "/help"));
    }
    return texts;
  }
}
