package trt.routing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static trt.testing.TestVertx.get;

import ch.qos.logback.classic.Level;
import io.vertx.core.Promise;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import trt.domain.inbox.ChatKeys;
import trt.domain.inbox.PendingUpdate;
import trt.domain.inbox.Shards;
import trt.testing.Await;
import trt.testing.LogCapture;
import trt.testing.MigratedPostgres;

/** What is urgent does not wait behind what is much. */
class LanesTest {
  private static final Duration LONG = Duration.ofSeconds(60);

  /** A few passes: those under way, and those that filled up before the urgent one was known. */
  private static final int FEW = 200;

  private final RoutingBench bench =
      new RoutingBench(
          MigratedPostgres.fresh(
              "routing.sweepEvery",
              "100ms",
              "database.lockTimeout",
              "8s",
              "database.statementTimeout",
              "9s"));

  @AfterEach
  void close() {
    bench.close();
  }

  @Test
  void aCheckoutNobodyTellsOfIsFoundBeforeABacklogOfThousands() {
    bench.commit(backlog(3_000));
    bench.commit(List.of(bench.checkout(9_000, whoIsLast(), "en")));
    bench.start(1);

    Await.until(() -> bench.rows("outbox where method = 'answerPreCheckoutQuery'") == 1, LONG);

    assertTrue(answersBefore("answerPreCheckoutQuery") <= FEW);
  }

  @Test
  void aPressIsAnsweredBeforeABacklogOfThousands() {
    bench.commit(backlog(3_000));
    bench.start(1);
    bench.arrive(bench.press(9_000, 7_777, "balance"));

    Await.until(() -> bench.rows("outbox where method = 'answerCallbackQuery'") == 1, LONG);

    assertTrue(answersBefore("answerCallbackQuery") <= FEW);
  }

  @Test
  void aCheckoutDoesNotWaitForAPassThatIsStuck() {
    bench.start(1);
    Promise<Void> end = Promise.promise();
    PendingUpdate stuck = bench.text(1, 5, "/help");
    bench.commit(List.of(stuck));
    var holding =
        bench
            .postgres
            .db()
            .transaction(
                Duration.ofMinutes(1),
                connection ->
                    connection
                        .preparedQuery("select 1 from tg_ready where update_id = $1 for update")
                        .execute(Tuple.of(1))
                        .compose(locked -> end.future()));
    try (LogCapture log = LogCapture.of(Mishaps.class)) {
      bench.hint(List.of(stuck));
      bench.arrive(bench.checkout(2, 777, "en"));

      Await.until(() -> bench.rows("outbox where method = 'answerPreCheckoutQuery'") == 1, LONG);
      assertEquals(List.of(), log.atLeast(Level.WARN), "the pass is still stuck");
    }
    assertEquals(1, bench.rows("tg_ready where update_id = 1"));

    end.complete();
    get(holding);
    Await.until(bench::idle, LONG);
    assertEquals(List.of(1), bench.answered(5));
  }

  @Test
  void aCheckoutForAnUnknownInvoiceIsRefusedOnceInThePersonsLanguage() {
    bench.start(2);
    PendingUpdate query = bench.checkout(3, 777, "ru");
    bench.arrive(query);
    bench.hint(List.of(query, query));

    Await.until(() -> bench.idle() && bench.rows("outbox") == 1);

    JsonObject params = new JsonObject(body()).getJsonObject("params");
    assertEquals("p3", params.getString("pre_checkout_query_id"));
    assertEquals(false, params.getBoolean("ok"));
    assertTrue(params.getString("error_message").contains("Ничего не списано"));
    assertEquals(
        1,
        bench.rows(
            "outbox where class = 'I' and expires_at <= created_at + interval '11 s'"
                + " and expires_at > created_at + interval '5 s'"));
  }

  @Test
  void aCheckoutThatCannotBeReadIsSetAsideAndThePersonIsTold() {
    bench.start(1);
    PendingUpdate whole = bench.checkout(3, 777, "en");
    bench.arrive(
        new PendingUpdate(
            whole.shard(),
            whole.chatKey(),
            whole.feedId(),
            whole.updateId(),
            whole.kind(),
            "{\"update_id\":3,\"pre_checkout_query\":{}}"
                .getBytes(java.nio.charset.StandardCharsets.UTF_8)));

    Await.until(bench::idle, LONG);

    assertEquals(777, new JsonObject(body()).getJsonObject("params").getLong("chat_id"));
    assertEquals(1, bench.rows("tg_quarantine"));
  }

  /** Somebody whose checkouts come after all that a look can find. */
  private static long whoIsLast() {
    return LongStream.iterate(777, id -> id + 1)
        .filter(id -> Shards.of(ChatKeys.ofCheckout(id)) == Shards.COUNT - 1)
        .findFirst()
        .orElseThrow();
  }

  private List<PendingUpdate> backlog(int count) {
    return new ArrayList<>(
        IntStream.rangeClosed(1, count).mapToObj(id -> bench.text(id, id, "/help")).toList());
  }

  private String body() {
    return (String) bench.postgres.column("select body from outbox").get(0);
  }

  private long answersBefore(String method) {
    return bench.rows(
        "outbox where id < (select min(id) from outbox where method = '" + method + "')");
  }
}
