package trt.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static trt.testing.TestVertx.get;
import static trt.testing.TestVertx.vertx;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import trt.domain.inbox.PendingUpdate;
import trt.testing.MigratedPostgres;
import trt.testing.TestConfig;

/** What was stored before a key came, or with another one, is sealed with the one that is used. */
class SealWalkTest {
  private static final String ONE = "b25lb25lb25lb25lb25lb25lb25lb25lb25lb25lb24=";
  private static final String TWO = "dHdvdHdvdHdvdHdvdHdvdHdvdHdvdHdvdHdvdHdvdHc=";
  private static final SceneStore.Key ANN = new SceneStore.Key(1, 1);
  private static final SentFileStore.Source SOURCE =
      new SentFileStore.Source("https://kie.example/r.png", "photo");

  private final MigratedPostgres postgres = MigratedPostgres.fresh();
  private final FeedStore.Feed feed = postgres.feed();
  private Db now = postgres.db();

  @BeforeEach
  void words() {
    postgres.run(
        "insert into gen_order (job_id, tenant_id, feed_id, user_id, chat_id, message_id, lang, model, input, price,"
            + " currency, credits) select g, "
            + feed.tenantId()
            + ", "
            + feed.feedId()
            + ", 1, 1, 5, 'en', 'z-image', '{\"prompt\": \"secret\"}', 1, 'XTR', 1"
            + " from generate_series(1000, 1499) g");
    get(scenes().ensure(List.of(new SceneStore.Person(1, "en", "Ann", "")), LocalDate.EPOCH));
    save("secret");
    JsonObject output = new JsonObject().put("url", SOURCE.url()).put("seconds", 1.50);
    JsonObject result = new JsonObject().put("outputs", new JsonArray().add(output));
    get(now.transaction(c -> new JobStore(now, feed).keepResult(c, 1000, result)));
    get(new SentFileStore(now, feed).keep(Map.of(SOURCE, "secret-file")));
    get(new UploadStore(now).keep(1000, 3, "tg:secret", URI.create("https://kie.example/secret")));
    postgres.run("select tg_partition_for(7)");
    byte[] update =
        "{\"update_id\":7,\"message\":{\"from\":{\"id\":1,\"x\":\"secret\"}}}"
            .getBytes(StandardCharsets.UTF_8);
    PendingUpdate pending = new PendingUpdate(3, 1, feed.feedId(), 7, 1, update);
    assertEquals(
        Set.of(7), get(now.transaction(c -> new InboxStore(now).ingest(c, List.of(pending)))));
    postgres.run(
        "insert into kie_event (job_id, attempt, body_sha, body) values (1000, 1, sha256('{\"a\":\"secret\"}'), '{\"a\":\"secret\"}')");
    postgres.run(
        "insert into outbox (shard, chat_key, feed_id, dedupe, class, method, body) values (3, 1, "
            + feed.feedId()
            + ", 'd:1', 'M', 'sendMessage', '{\"text\":\"secret\"}')");
  }

  @AfterEach
  void close() {
    postgres.close();
  }

  @Test
  void aKeyThatComesSealsAllAnotherFollowsAndWithoutOneAllIsOpenedAgain() {
    assertEquals(9, plain());

    key(ONE, "");
    walk();
    assertEquals(0, plain());
    assertReadable();
    String first = now.seal().current();
    assertEquals(1, postgres.number("select count(*) from data_key where unused_since is null"));

    key(TWO, ONE);
    walk();
    assertReadable();
    assertEquals(
        List.of(first),
        postgres.column("select key_id from data_key where unused_since is not null"));
    key(TWO, "");
    assertReadable();

    key("", TWO);
    walk();
    assertEquals(9, plain());
    key("", "");
    assertReadable();
  }

  @Test
  void whoLacksAKeyThatIsInUseIsRefused() {
    key(ONE, "");
    Throwable failed = assertThrows(Throwable.class, () -> key(TWO, ""));
    assertTrue(String.valueOf(failed.getCause() + failed.toString()).contains("DATA_KEY_OLD"));
    assertThrows(Throwable.class, () -> key("", ""));
    key(TWO, ONE);
    // Not before all of them are sealed anew.
    assertThrows(Throwable.class, () -> key(TWO, ""));
  }

  @Test
  void whatIsWrittenMeanwhileIsNotPutBack() throws InterruptedException {
    key(ONE, "");
    Db before = now;
    key(TWO, ONE);
    Db after = now;
    AtomicBoolean over = new AtomicBoolean();
    Thread walker =
        new Thread(
            () -> {
              while (!over.get()) {
                postgres.run(
                    "update seal_walk set key_id = 'plain' where subject = 'session.state'");
                get(new SweepStore(after).sealAnew(1));
              }
            });
    walker.start();
    for (int i = 0; i < 100; i++) {
      now = before;
      save("word " + i);
      now = after;
      assertEquals("word " + i, said());
    }
    over.set(true);
    walker.join();
    assertEquals("word 99", said());
  }

  private void key(String key, String old) {
    Db with =
        new Db(
            vertx(),
            TestConfig.with(
                    "database.url",
                    postgres.uri(),
                    "database.dataKey",
                    key,
                    "database.dataKeyOld",
                    old)
                .database(),
            new SimpleMeterRegistry());
    get(new DataKeyStore(with).admit());
    now = with;
  }

  private void walk() {
    int steps = 0;
    while (get(new SweepStore(now).sealAnew(100)) > 0) {
      steps++;
      assertTrue(steps < 200, "no end");
    }
    assertTrue(steps > 10, "steps: " + steps);
    assertEquals(0, get(new SweepStore(now).sealAnew(100)));
  }

  /** How many columns have something that can be read. */
  private int plain() {
    int columns = 0;
    for (SealedColumn column : SealedColumn.ALL) {
      String text =
          column.form() instanceof SealedColumn.Bytes
              ? "encode(%s, 'escape')".formatted(column.value())
              : column.value() + "::text";
      columns +=
          (int)
              postgres.number(
                  "select count(*)::int8 from (select 1 from %s where %s like any (array['%%secret%%', '%%kie.example%%']) limit 1) x"
                      .formatted(column.table(), text));
    }
    return columns;
  }

  private void assertReadable() {
    assertEquals("secret", said());
    JsonObject result =
        get(now.transaction(c -> new JobStore(now, feed).result(c, 1000))).orElseThrow();
    assertEquals(SOURCE.url(), result.getJsonArray("outputs").getJsonObject(0).getString("url"));
    assertEquals("secret-file", get(new SentFileStore(now, feed).find(SOURCE)).orElseThrow());
    assertEquals(
        Map.of("tg:secret", "https://kie.example/secret"), get(new UploadStore(now).of(1000)));
    List<PendingUpdate> waiting =
        get(new InboxStore(now).pending(feed.feedId(), new Short[] {3}, 10));
    assertTrue(new String(waiting.get(0).payload(), StandardCharsets.UTF_8).contains("secret"));
    assertEquals(
        1,
        postgres.number(
            "select count(*) from tg_update where position('\"id\":1,'::bytea in payload) > 0"));
    assertTrue(get(new KieEventStore(now).of(1000, 3)).get(0).body().toString().contains("secret"));
    assertTrue(
        get(new WaitingStore(now, feed).page(new Short[] {3}, 0, 5, 5))
            .get(0)
            .body()
            .contains("secret"));
    JsonObject input =
        new JsonObject(postgres.text("select input from gen_order where job_id = 1499"));
    assertEquals("secret", OrderWords.input(now.seal(), 1499, input).getString("prompt"));
  }

  private SceneStore scenes() {
    return new SceneStore(now, feed, new SceneStore.Terms("XTR", 100_000, 0));
  }

  private void save(String word) {
    JsonObject state = new JsonObject().put("menu", "m:5").put("word", word);
    get(now.transaction(c -> scenes().save(c, List.of(new SceneStore.Saved(ANN, state)))));
  }

  private String said() {
    return get(now.transaction(c -> scenes().load(c, List.of(ANN))))
        .get(0)
        .session()
        .orElseThrow()
        .getString("word");
  }
}
