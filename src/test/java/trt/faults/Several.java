package trt.faults;

import static trt.testing.TestVertx.get;

import io.vertx.core.json.JsonObject;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import trt.playground.telegram.control.Fault;
import trt.testing.TestPostgres;

/** Faults that have no step: repetition, order, several nodes, load, patience. */
final class Several {
  private static final Duration WHILE = Duration.ofSeconds(4);
  private static final int KIE_TASKS_PER_10_S = 20;
  private static final int TELEGRAM_PER_S = 30;
  private static final int CROWD = 1_000;

  /** As in production: 25 messages a second for the bot, one for a chat. */
  private static final Map<String, String> OWN_PACE =
      Map.of(
          "TRT_DELIVERY_MESSAGES_PER_SECOND", "25",
          "TRT_DELIVERY_PER_CHAT_PER_SECOND", "1",
          "TRT_DELIVERY_PER_CHAT_BURST", "3");

  private Several() {}

  static List<Cell> cells() {
    List<Cell> cells = new ArrayList<>(everywhere());
    if (SmallDisk.isPossible()) {
      cells.add(
          Cell.of("the disk of PostgreSQL is full for 6 s", 2, FullDisk::happens)
              .with(Rig.ON_A_SMALL_DISK));
    }
    return cells;
  }

  private static List<Cell> everywhere() {
    return List.of(
        Cell.of("everything given 8 times to two nodes", 2, Several::eightfold).quickly(),
        Cell.of("everything of the last minute given again", 2, Several::again),
        Cell.of("button before an earlier message, late message", 2, Several::reordered).quickly(),
        Cell.of("callback of KIE before its answer to createTask", 2, Several::earlyCallback),
        Cell.of("callbacks of failed jobs once more", 2, Several::afterRefund),
        Cell.of("Redis gone, then back and empty", 2, Several::redisGone).quickly(),
        Cell.of("rows of the leases deleted", 2, Several::leasesDeleted).quickly(),
        Cell.of("leases given to nobody", 2, Several::leasesStolen),
        Cell.of("a long transaction holds a snapshot under load", 2, Several::heldSnapshot),
        Cell.of("updates that cannot be handled", 2, Several::poison),
        Cell.of("rolling restart under load", 2, Several::rollingRestart),
        Cell.of("one clock an hour ahead, one an hour behind", 2, Several::wrongClocks),
        Cell.of("both nodes killed at once", 2, Several::bothKilled),
        Cell.of("1,000 chats at once after an outage of PostgreSQL", 2, Several::crowd),
        Cell.of("429 from Telegram for the whole bot, 3 s", 2, Several::throttled),
        Cell.of("60 chats at once at the pace of Telegram", 2, Several::atTelegramsPace)
            .with(OWN_PACE),
        Cell.of("30 orders at once at the pace of KIE", 2, Several::atKiesPace).with(OWN_PACE));
  }

  private static void eightfold(Run run) {
    run.rig().balancer().copies(8);
    Matrix.people(run);
    run.goOnFor(WHILE);
    run.lifted();
  }

  private static void again(Run run) {
    Matrix.people(run);
    run.goOnFor(WHILE);
    run.chatter(0);
    int given = get(run.rig().balancer().repeat());
    run.lifted();
    if (given == 0) {
      run.complain("there was nothing to give again");
    }
  }

  /** Telegram keeps buttons and messages of a person in different queues. */
  private static void reordered(Run run) {
    Rig rig = run.rig();
    long chat = run.world().freshChat();
    long first = get(rig.telegram().inject(message(chat, "/start", 0)));
    awaitAnswers(run, chat, 1);
    JsonObject press =
        new JsonObject()
            .put("update_id", first + 20)
            .put(
                "callback_query",
                new JsonObject()
                    .put("id", "4711" + chat)
                    .put("from", Rig.person(chat))
                    .put("chat_instance", "1")
                    .put("data", "balance")
                    .put(
                        "message",
                        new JsonObject()
                            .put("message_id", 1)
                            .put("chat", new JsonObject().put("id", chat).put("type", "private"))
                            .put("date", 1)
                            .put("text", "…")));
    get(rig.telegram().inject(press));
    awaitAcknowledged(run, first + 20);
    get(rig.telegram().inject(message(chat, "/help", 0).put("update_id", first + 10)));
    awaitAcknowledged(run, first + 10);
    awaitRecorded(run, chat);
    get(rig.telegram().inject(message(chat, "/balance", 23 * 3600).put("update_id", first + 5)));
    awaitAcknowledged(run, first + 5);
    run.lifted();
    // The button edits; where there is nothing to edit it is a message too.
    awaitAnswers(run, chat, 3);
    List<String> heard = rig.observer().sentTo(chat);
    if (heard.stream().noneMatch(text -> text.contains("How it works"))) {
      run.complain("the message after the button was not answered: " + heard);
    }
  }

  private static void earlyCallback(Run run) {
    run.rig().wire("kie").delay(1000);
    Matrix.people(run);
    run.goOnFor(WHILE);
    run.lifted();
  }

  private static void afterRefund(Run run) {
    run.world().customers(4, 1, "[fail]");
    boolean unused = run.goOnUntil("failed jobs", WHILE.multipliedBy(5), run.world()::isContent);
    get(run.rig().balancer().repeat());
    get(run.rig().balancer().repeat());
    run.lifted();
  }

  private static void redisGone(Run run) {
    Matrix.people(run);
    run.goOnFor(Duration.ofMillis(500));
    run.rig().redisGoes();
    run.goOnFor(WHILE);
    run.rig().redisComesBack();
    run.goOnFor(Duration.ofSeconds(1));
    run.lifted();
  }

  private static void leasesDeleted(Run run) {
    Matrix.people(run);
    for (int time = 0; time < 4; time++) {
      run.goOnFor(Duration.ofSeconds(1));
      TestPostgres.execute(run.rig().database().uri(), "DELETE FROM shard_lease");
    }
    run.lifted();
  }

  /** Somebody without a session holds everything until the leases expire. */
  private static void leasesStolen(Run run) {
    Matrix.people(run);
    run.goOnFor(Duration.ofSeconds(1));
    TestPostgres.execute(
        run.rig().database().uri(),
        "UPDATE shard_lease SET owner = gen_random_uuid(), expires_at = clock_timestamp() + interval '4 s'");
    run.goOnFor(WHILE);
    run.lifted();
  }

  private static void heldSnapshot(Run run) {
    try (Connection held = TestPostgres.connect(run.rig().database().uri());
        Statement statement = held.createStatement()) {
      held.setAutoCommit(false);
      held.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
      boolean seen = statement.execute("SELECT count(*) FROM tg_ready");
      Matrix.people(run);
      run.chatter(4);
      run.goOnFor(WHILE.multipliedBy(2));
      if (!seen || run.rig().number("SELECT count(*) FROM tg_ready") > 500) {
        run.complain("a held snapshot makes a backlog");
      }
      held.rollback();
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
    run.lifted();
  }

  /** They are set aside and their chats are told; nobody else waits. */
  private static void poison(Run run) {
    long before = run.rig().number("SELECT count(*) FROM tg_quarantine");
    List<Long> chats = LongStream.range(0, 10).map(i -> run.world().freshChat()).boxed().toList();
    for (long chat : chats) {
      JsonObject bad = message(chat, "", 0);
      bad.getJsonObject("message").put("photo", 5).remove("text");
      get(run.rig().telegram().inject(bad));
    }
    Matrix.people(run);
    boolean unused =
        run.goOnUntil(
            "ten updates are set aside",
            Duration.ofSeconds(40),
            () -> run.rig().number("SELECT count(*) FROM tg_quarantine") - before == 10);
    run.lifted();
    chats.forEach(chat -> awaitAnswers(run, chat, 1));
  }

  private static void wrongClocks(Run run) {
    Matrix.people(run);
    List<Node> nodes = run.rig().nodes();
    restart(run, nodes.get(0), Duration.ofHours(1));
    restart(run, nodes.get(1), Duration.ofHours(-1));
    run.goOnFor(WHILE);
    nodes.get(0).kill();
    run.goOnFor(WHILE);
    nodes.get(0).again(Duration.ofHours(1));
    run.goOnFor(WHILE);
    nodes.get(1).kill();
    run.goOnFor(WHILE);
    restart(run, nodes.get(0), Duration.ZERO);
    nodes.get(1).again();
    run.lifted();
  }

  private static void restart(Run run, Node node, Duration clockOffset) {
    node.kill();
    node.again(clockOffset);
    boolean unused = run.goOnUntil("a node is back", Duration.ofSeconds(60), node::isReady);
  }

  private static void rollingRestart(Run run) {
    Matrix.people(run);
    for (Node node : run.rig().nodes()) {
      run.goOnFor(Duration.ofSeconds(2));
      node.askToStop();
      boolean left = run.goOnUntil("a node stops", Duration.ofSeconds(25), () -> !node.isAlive());
      if (left) {
        node.again();
      }
      boolean back = run.goOnUntil("a node is back", Duration.ofSeconds(60), node::isReady);
      if (!back) {
        return;
      }
    }
    run.lifted();
  }

  private static void bothKilled(Run run) {
    Matrix.people(run);
    run.goOnFor(Duration.ofSeconds(2));
    run.rig().nodes().forEach(Node::kill);
    run.goOnFor(Duration.ofSeconds(1));
    run.lifted();
    run.rig().nodes().forEach(Node::again);
  }

  private static void crowd(Run run) {
    run.rig().database().stopAtOnce();
    run.world().talkers(CROWD);
    run.world().everybodyTalks();
    run.goOnFor(WHILE);
    run.rig().databaseIsBack();
    run.lifted();
  }

  private static void throttled(Run run) {
    Matrix.people(run);
    run.goOnFor(Duration.ofMillis(500));
    Duration retryAfter = Duration.ofSeconds(2);
    run.rig().observer().throttling(retryAfter);
    run.rig()
        .telegram()
        .faults()
        .add(new Fault("*", Fault.Kind.THROTTLED, 1_000_000, retryAfter.toSeconds()));
    run.goOnFor(Duration.ofSeconds(3));
    run.lifted();
  }

  /** All of them wait for seconds; Telegram never sees more than it allows. */
  private static void atTelegramsPace(Run run) {
    int unused = run.rig().observer().fastest();
    run.world().talkers(60);
    run.world().everybodyTalks();
    run.world().everybodyTalks();
    run.lifted();
    boolean done = run.goOnUntil("all are answered", Duration.ofSeconds(40), run::isQuiet);
    int fastest = run.rig().observer().fastest();
    if (done && fastest > TELEGRAM_PER_S) {
      run.complain("V12 Telegram saw %d calls within a second".formatted(fastest));
    }
  }

  private static void atKiesPace(Run run) {
    int before = run.rig().kie().control().tooFast();
    run.world().customers(30, 1, "");
    boolean unused =
        run.goOnUntil("all have a picture", Duration.ofSeconds(90), run.world()::isContent);
    int tooFast = run.rig().kie().control().tooFast() - before;
    if (tooFast > 0) {
      run.complain(
          "V12 KIE refused %d tasks because more than %d came within 10 s"
              .formatted(tooFast, KIE_TASKS_PER_10_S));
    }
    run.lifted();
  }

  private static void awaitAcknowledged(Run run, long update) {
    boolean unused =
        run.goOnUntil(
            "update " + update + " is acknowledged",
            Duration.ofSeconds(10),
            () -> run.rig().balancer().acknowledged().contains(update));
  }

  private static void awaitAnswers(Run run, long chat, int count) {
    boolean unused =
        run.goOnUntil(
            "chat " + chat + " has " + count + " answers",
            Duration.ofSeconds(15),
            () -> run.rig().observer().sentTo(chat).size() >= count);
  }

  /** From here on the books know that what comes now came later. */
  private static void awaitRecorded(Run run, long chat) {
    String waiting =
        "SELECT (SELECT count(*) FROM tg_ready WHERE chat_key = %1$d)"
            + " + (SELECT count(*) FROM outbox WHERE chat_key = %1$d)";
    boolean unused =
        run.goOnUntil(
            "chat " + chat + " waits for nothing",
            Duration.ofSeconds(15),
            () -> Invariants.number(run.rig().database().uri(), waiting.formatted(chat)) == 0);
  }

  private static JsonObject message(long chat, String text, long secondsAgo) {
    return new JsonObject()
        .put(
            "message",
            new JsonObject()
                .put("message_id", 1)
                .put("date", System.currentTimeMillis() / 1000 - secondsAgo)
                .put("chat", new JsonObject().put("id", chat).put("type", "private"))
                .put("from", Rig.person(chat))
                .put("text", text));
  }
}
