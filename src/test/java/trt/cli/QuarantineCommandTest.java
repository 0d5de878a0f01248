package trt.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static trt.testing.TestVertx.get;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import trt.domain.inbox.PendingUpdate;
import trt.domain.inbox.Shards;
import trt.postgres.InboxStore;
import trt.testing.MigratedPostgres;

class QuarantineCommandTest {
  private final MigratedPostgres postgres = MigratedPostgres.fresh();
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final CommandLine line =
      new CommandLine(new QuarantineCommand(vertx -> postgres.config().database()))
          .setOut(new PrintWriter(out, true))
          .setErr(new PrintWriter(err, true));
  private final PendingUpdate update = update();

  @BeforeEach
  void setAside() {
    InboxStore inbox = new InboxStore(postgres.db());
    get(
        postgres
            .db()
            .transaction(
                c ->
                    inbox
                        .createPartition(c, 1)
                        .compose(v -> inbox.ingest(c, List.of(update)))
                        .compose(v -> inbox.consume(c, List.of(update)))
                        .compose(
                            v ->
                                inbox.quarantine(
                                    c, update, update.correlationId(), "Bug at x", 4))));
  }

  @AfterEach
  void close() {
    postgres.close();
  }

  @Test
  void listsForPeopleAndForMachines() {
    assertEquals(0, line.execute());
    assertTrue(out.toString().contains(update.correlationId()), out::toString);
    out.getBuffer().setLength(0);

    assertEquals(0, line.execute("list", "--json"));
    JsonObject one = new JsonArray(out.toString()).getJsonObject(0);
    assertEquals(update.correlationId(), one.getString("id"));
    assertEquals("message", one.getString("kind"));
    assertEquals(5, one.getLong("chat"));
  }

  @Test
  void showsWhatPeopleWroteOnlyWhenAsked() {
    String id = update.correlationId().toLowerCase(java.util.Locale.ROOT);
    assertEquals(0, line.execute("show", id));
    assertFalse(out.toString().contains("secret"), out::toString);
    assertTrue(out.toString().contains("\"text\" : \"9 characters\""), out::toString);

    assertEquals(0, line.execute("show", id, "--payload"));
    assertTrue(out.toString().contains("my secret"));
  }

  @Test
  void replaysOnceAndSaysSo() {
    assertEquals(0, line.execute("replay", update.correlationId()));
    assertEquals("1 replayed.", out.toString().trim());
    assertEquals(1, postgres.number("select count(*) from tg_ready"));

    assertEquals(1, line.execute("replay", update.correlationId()));
    assertEquals(1, postgres.number("select count(*) from tg_ready"));
  }

  @Test
  void wantsToKnowWhichOnes() {
    assertEquals(2, line.execute("replay"));
    assertEquals(2, line.execute("replay", "X", "--all"));
    assertEquals(1, line.execute("show", "X"));
    assertEquals(1, line.execute("drop", "X"));
    assertEquals(0, line.execute("drop", update.correlationId()));
    assertEquals(0, postgres.number("select count(*) from tg_quarantine"));
  }

  private PendingUpdate update() {
    String json =
        "{\"update_id\":1,\"message\":{\"text\":\"my secret\",\"chat\":{\"id\":5,\"type\":\"private\"}}}";
    return new PendingUpdate(
        Shards.of(5), 5, postgres.feed().feedId(), 1, 1, json.getBytes(StandardCharsets.UTF_8));
  }
}
