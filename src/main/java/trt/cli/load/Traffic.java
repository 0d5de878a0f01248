package trt.cli.load;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** One stretch of load on one bot, from the first update to the last answer. */
final class Traffic implements AutoCloseable {
  private static final long TICK_MS = 2;
  private static final long LOOK_MS = 5;
  private static final Duration BOOKS = Duration.ofSeconds(20);

  private final Stage stage;
  private final Node node;
  private final int chats;
  private final WebhookPipe pipe;
  private final Updates updates = new Updates(Stage.SECRET);

  /** Makes the request of an update. */
  @FunctionalInterface
  interface Kind {
    Buffer request(Updates updates, int id, long chat);
  }

  /**
   * @param chats how many people write, in turn
   * @param connections Telegram's max_connections
   */
  Traffic(Stage stage, Node node, int chats, int connections) {
    this.stage = stage;
    this.node = node;
    this.chats = chats;
    this.pipe = new WebhookPipe(stage.vertx(), node.port(), connections);
  }

  /** Sends at a fixed rate, whether or not the bot keeps up, as people do. */
  Measured open(int rate, Duration duration, Duration settle) throws Exception {
    long total = rate * duration.toMillis() / 1000;
    return measure(
        duration.plus(settle),
        settle,
        run -> {
          long begun = System.nanoTime();
          long[] sent = {0};
          Promise<Void> all = Promise.promise();
          stage
              .vertx()
              .setPeriodic(
                  TICK_MS,
                  timer -> {
                    long due =
                        Math.min(total, (System.nanoTime() - begun) / 1000 * rate / 1_000_000);
                    while (sent[0] < due) {
                      run.send(Updates::start, begun + sent[0]++ * 1_000_000_000L / rate);
                    }
                    if (sent[0] == total && stage.vertx().cancelTimer(timer)) {
                      all.complete();
                    }
                  });
          return all.future();
        });
  }

  /** Always that many updates without their answer, until the total is sent. */
  Measured answered(int inFlight, long total, Duration limit) throws Exception {
    return measure(
        limit,
        limit,
        run -> {
          Promise<Void> all = Promise.promise();
          Runnable next =
              () -> {
                if (run.tally().sentCount() < total) {
                  run.send(Updates::start, System.nanoTime());
                } else {
                  all.tryComplete();
                }
              };
          run.tally().onAnswer(next);
          for (int i = 0; i < inFlight; i++) {
            next.run();
          }
          return all.future();
        });
  }

  /** Always that many posts without their 200, for so long; waits for no answers. */
  Measured acknowledged(int inFlight, Kind kind, Duration duration) throws Exception {
    return measure(
        duration.plusSeconds(30),
        Duration.ZERO,
        run -> {
          Promise<Void> all = Promise.promise();
          long end = System.nanoTime() + duration.toNanos();
          run.onAcknowledged(
              () -> {
                if (System.nanoTime() < end) {
                  run.send(kind, System.nanoTime());
                } else if (run.sender().idle()) {
                  all.tryComplete();
                }
              });
          for (int i = 0; i < inFlight; i++) {
            run.send(kind, System.nanoTime());
          }
          return all.future();
        });
  }

  /** Everybody writes that often, all at once. */
  Future<Void> burst(Run run, int each) {
    for (int i = 0; i < each * chats; i++) {
      run.send(Updates::start, System.nanoTime());
    }
    return Future.succeededFuture();
  }

  /** Sends what {@code script} says and waits, at most {@code settle}, for the answers. */
  Measured measure(
      Duration limit, Duration settle, java.util.function.Function<Run, Future<Void>> script)
      throws SQLException, TimeoutException, InterruptedException {
    int first = stage.nextUpdate();
    Usage.Mark usage = Usage.begin(node, stage.database());
    Run run =
        stage.onLoop(
            limit.plusSeconds(30),
            () -> {
              Run fresh = new Run();
              return script
                  .apply(fresh)
                  .compose(sent -> fresh.settled(settle.toNanos() + System.nanoTime()))
                  .map(fresh);
            });
    Usage used = usage.end();
    Database.Books books = settle.isZero() ? new Database.Books(0, 0, 0) : books(first);
    return Measured.of(run.tally(), !settle.isZero(), run.seconds(), books, used);
  }

  /** The bot records in batches what it sent; the last of them comes a moment later. */
  private Database.Books books(int first) throws SQLException, InterruptedException {
    long deadline = System.nanoTime() + BOOKS.toNanos();
    while (!stage.database().value("SELECT count(*) FROM outbox").equals("0")
        && System.nanoTime() < deadline) {
      Thread.sleep(50);
    }
    return stage.database().books(first, stage.nextUpdate());
  }

  @Override
  public void close() throws TimeoutException {
    stage.onLoop(Duration.ofSeconds(10), pipe::close);
  }

  /** The counting of one stretch. */
  final class Run {
    private final Tally tally = stage.newTally();
    private final long begun = System.nanoTime();
    private final TelegramSender sender;
    private Runnable acknowledged = () -> {};
    private int next;

    Run() {
      Vertx vertx = stage.vertx();
      this.sender = new TelegramSender(vertx, pipe, tally, () -> acknowledged.run());
    }

    Tally tally() {
      return tally;
    }

    TelegramSender sender() {
      return sender;
    }

    void onAcknowledged(Runnable then) {
      acknowledged = then;
    }

    void send(Kind kind, long dueNanos) {
      long chat = Updates.FIRST_CHAT + next++ % chats;
      tally.sent(chat, dueNanos);
      sender.send(chat, kind.request(updates, stage.newUpdate(), chat), dueNanos);
    }

    Future<Void> settled(long deadline) {
      Promise<Void> over = Promise.promise();
      stage
          .vertx()
          .setPeriodic(
              LOOK_MS,
              timer -> {
                boolean done = tally.unanswered() == 0 && sender.idle();
                if ((done || System.nanoTime() >= deadline) && stage.vertx().cancelTimer(timer)) {
                  over.complete();
                }
              });
      return over.future();
    }

    double seconds() {
      long end = tally.unanswered() == 0 ? tally.lastAnswerNanos() : System.nanoTime();
      return TimeUnit.NANOSECONDS.toMicros(end - begun) / 1e6;
    }
  }
}
