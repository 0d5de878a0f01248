package trt.ingress;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static trt.ingress.IngressBench.message;
import static trt.testing.TestVertx.get;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.client.HttpResponse;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import trt.testing.Await;
import trt.testing.MigratedPostgres;

/** How the public port goes, and when it says "not now", over real HTTP. */
class DrainTest {
  private static final long DRAIN_MS = 1_000;

  private final IngressBench bench =
      new IngressBench(
          MigratedPostgres.fresh("http.port", 0, "ingress.drain", "1s", "ingress.backlogRows", 10));
  private final AtomicInteger ids = new AtomicInteger();
  private final Map<Integer, Integer> answers = new ConcurrentHashMap<>();
  private final AtomicInteger without = new AtomicInteger();
  private final Set<Integer> inFlight = ConcurrentHashMap.newKeySet();
  private volatile long refusedSince;
  private volatile boolean posting = true;

  @AfterEach
  void close() {
    posting = false;
    bench.close();
  }

  @Test
  void underAStreamOfPostsAStopLosesNothingItSaid200To() {
    for (int stream = 0; stream < 8; stream++) {
      postOn();
    }
    Await.until(() -> answers.size() > 200);

    long began = System.nanoTime();
    Future<Void> stopping = bench.stop();
    Await.until(() -> answers.containsValue(503));
    get(stopping);
    posting = false;
    Await.until(inFlight::isEmpty);

    long acknowledged = answers.values().stream().filter(status -> status == 200).count();
    assertEquals(acknowledged, kept(), "a row for every 200, a 200 for every row");
    assertTrue(
        answers.values().stream().allMatch(s -> s == 200 || s == 503), answers.values()::toString);
    assertEquals(0, without.get(), "every 503 says when to come again and closes the connection");
    assertTrue(
        refusedSince == 0 || refusedSince - began >= DRAIN_MS * 900_000,
        "no connection fails before the drain is over");
  }

  @Test
  void whileDrainingProbesAreAnsweredAndCallbacksToldToComeAgain() {
    assertEquals(200, bench.status(message(1, 7)));
    Future<Void> stopping = bench.stop();
    Await.until(() -> bench.status(message(2, 7)) == 503);

    HttpResponse<Buffer> callback =
        get(bench.post("/kie/callback/1/1/" + bench.signer.mac(1, 1), "", Buffer.buffer("{}")));
    assertEquals(503, callback.statusCode());
    assertEquals("5", callback.getHeader("Retry-After"));
    assertEquals(200, get(bench.send(HttpMethod.GET, "/live")).statusCode());
    assertEquals(401, get(bench.post("/webhook", "wrong", Buffer.buffer("{}"))).statusCode());

    get(stopping);
  }

  @Test
  void overTheBoundOfWhatMayWaitTelegramKeepsTheRest() {
    bench.backlog.set(10);
    assertEquals(200, bench.status(message(1, 7)));

    bench.backlog.set(11);
    HttpResponse<Buffer> refusal = get(bench.post(message(2, 7)));
    assertEquals(503, refusal.statusCode());
    assertEquals("5", refusal.getHeader("Retry-After"));

    bench.backlog.set(10);
    assertEquals(200, bench.status(message(2, 7)));
    assertEquals(2, kept());
  }

  private void postOn() {
    if (!posting || refusedSince != 0) {
      return;
    }
    int id = ids.incrementAndGet();
    boolean first = inFlight.add(id);
    assert first;
    bench
        .post(message(id, id))
        .onComplete(
            done -> {
              if (done.succeeded()) {
                note(id, done.result());
              } else {
                refusedSince = System.nanoTime();
              }
              boolean was = inFlight.remove(id);
              assert was;
              postOn();
            });
  }

  private void note(int id, HttpResponse<Buffer> answer) {
    answers.put(id, answer.statusCode());
    boolean polite =
        "5".equals(answer.getHeader("Retry-After"))
            && "close".equalsIgnoreCase(answer.getHeader("Connection"));
    if (answer.statusCode() == 503 && !polite) {
      without.incrementAndGet();
    }
  }

  private long kept() {
    return bench.postgres.number("select count(*) from tg_update");
  }
}
