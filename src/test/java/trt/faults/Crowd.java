package trt.faults;

import static trt.testing.TestVertx.get;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.HdrHistogram.Histogram;
import trt.playground.telegram.TelegramEmulator;
import trt.playground.telegram.control.LoggedCall;

/**
 * People at a fixed rate, whether or not the bot keeps up. Whoever has been answered may act again;
 * who has stayed long enough goes and somebody new comes. Counts what was asked and answered, how
 * long the answers took, and what looked like an error. All of its state lives on one event loop.
 */
final class Crowd {
  private static final long FIRST_CHAT = 20_000_000;
  private static final int STAY = 40;
  private static final long TICK_MS = 20;
  private static final long LOOK_MS = 1_000;
  private static final int LOOKS = 10;
  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final Duration RESULT_PATIENCE = Duration.ofMinutes(6);
  private static final long LONGEST_MS = Duration.ofMinutes(10).toMillis();

  /** What only an error of the bot says, in English. */
  private static final Pattern TROUBLE =
      Pattern.compile("went wrong|set this message aside|was lost|was very fast|faster than me");

  private final Vertx vertx;
  private final Context loop;
  private final TelegramEmulator telegram;
  private final Random random;
  private final int rate;
  private final double ordering;
  private final Deque<Guest> idle = new ArrayDeque<>();
  private final List<Guest> everybody = new ArrayList<>();
  private final Map<Long, Waiting> waiting = new HashMap<>();
  private final Map<String, Long> troubles = new TreeMap<>();
  private final Map<String, Long> unanswered = new TreeMap<>();
  private Tally tally = new Tally();
  private final Tally all = new Tally();
  private long nextChat = FIRST_CHAT;
  private long timer = -1;
  private long begun;
  private double due;

  /** What happened since some moment; times in milliseconds. */
  static final class Tally {
    final Histogram answers = new Histogram(LONGEST_MS, 3);
    final Histogram results = new Histogram(LONGEST_MS, 3);
    long sent;
    long answered;
    long orders;
    long pictures;
    final Map<String, Long> noButton = new TreeMap<>();
    long nobodyFree;
  }

  private record Waiting(
      Guest guest, Move move, int from, long since, Promise<Void> seen, long patienceMs) {}

  /**
   * @param people at once
   * @param rate updates a second
   * @param ordersPerSecond jobs a second, about
   */
  Crowd(
      Vertx vertx,
      TelegramEmulator telegram,
      long seed,
      int people,
      int rate,
      double ordersPerSecond) {
    this.vertx = vertx;
    this.loop = vertx.getOrCreateContext();
    this.telegram = telegram;
    this.random = new Random(seed);
    this.rate = rate;
    // A visit is two and a half updates on average.
    this.ordering = Math.min(0.5, ordersPerSecond / (rate / 2.5));
    for (int i = 0; i < people; i++) {
      idle.add(comes());
    }
    telegram.calls().listen(this::heard);
    vertx.setPeriodic(LOOK_MS, tick -> loop.runOnContext(v -> lookForAll()));
  }

  private Guest comes() {
    long chat = nextChat++;
    int stay = STAY / 2 + random.nextInt(STAY);
    Guest guest =
        new Guest(
            telegram.user(chat, "Guest" + chat, "en"),
            new Random(random.nextLong()),
            stay,
            ordering);
    everybody.add(guest);
    return guest;
  }

  /** They begin. */
  void begin() {
    on(
        () -> {
          begun = System.nanoTime();
          due = 0;
          timer = vertx.setPeriodic(TICK_MS, tick -> loop.runOnContext(v -> tick()));
          return timer;
        });
  }

  /** Nobody does anything new. */
  void pause() {
    boolean unused = on(() -> vertx.cancelTimer(timer));
  }

  /** How many wait for an answer or a result. */
  int awaited() {
    return on(waiting::size);
  }

  /** The one who waits longest for an answer to something said, milliseconds; 0 if nobody does. */
  long longestWaitNow() {
    return on(
        () ->
            waiting.values().stream()
                .filter(one -> one.move().how() != Move.How.ORDERS)
                .mapToLong(one -> millis(one.since()))
                .max()
                .orElse(0));
  }

  /** Since the last question; counting starts anew. */
  Tally lately() {
    return on(
        () -> {
          Tally done = tally;
          tally = new Tally();
          return done;
        });
  }

  /** Since the beginning; read it only while nobody does anything. */
  Tally all() {
    return all;
  }

  /** Answers that speak of an error, with how often. */
  Map<String, Long> troubles() {
    return on(() -> Map.copyOf(troubles));
  }

  /** What had no answer in time, with how often. */
  Map<String, Long> unanswered() {
    return on(() -> Map.copyOf(unanswered));
  }

  /** Messages nobody asked for, by chat; only while nobody does anything. */
  Map<Long, Long> excess() {
    Map<Long, Long> found = new TreeMap<>();
    for (Guest guest : everybody) {
      long excess = Guest.excess(guest, get(guest.user().chat()));
      if (excess != 0) {
        found.put(guest.chat(), excess);
      }
    }
    return found;
  }

  private <T> T on(Callable<T> question) {
    Promise<T> answer = Promise.promise();
    loop.runOnContext(
        v -> {
          try {
            answer.complete(question.call());
          } catch (Exception e) {
            answer.fail(e);
          }
        });
    return get(answer.future());
  }

  private void tick() {
    double seconds = (System.nanoTime() - begun) / 1e9;
    while (due < seconds * rate) {
      Guest guest = idle.poll();
      if (guest == null) {
        tally.nobodyFree++;
        all.nobodyFree++;
        due++;
      } else {
        due += acts(guest);
      }
    }
  }

  private int acts(Guest guest) {
    Move move = guest.next();
    count(move);
    long since = System.nanoTime();
    boolean looks = move.how() != Move.How.SAYS && move.how() != Move.How.SENDS_PHOTO;
    Future<List<JsonObject>> chat = looks ? guest.user().chat() : Future.succeededFuture(List.of());
    here(chat.compose(seen -> guest.does(move, seen)))
        .onSuccess(
            begin ->
                begin.ifPresentOrElse(b -> awaits(guest, move, b, since), () -> lost(guest, move)))
        .onFailure(e -> missing(guest, move, String.valueOf(e.getMessage())));
    return move.updates();
  }

  private void count(Move move) {
    for (Tally each : List.of(tally, all)) {
      each.sent += move.updates();
      each.orders += move.how() == Move.How.ORDERS ? 1 : 0;
    }
  }

  private void lost(Guest guest, Move move) {
    for (Tally each : List.of(tally, all)) {
      each.sent -= move.updates();
      each.orders -= move.how() == Move.How.ORDERS ? 1 : 0;
      each.noButton.merge(move.how() + " " + move.what(), 1L, Long::sum);
    }
    guest.changesMind();
    idle.add(guest);
  }

  private void awaits(Guest guest, Move move, Guest.Begun begin, long since) {
    Promise<Void> seen = Promise.promise();
    boolean orders = move.how() == Move.How.ORDERS;
    long patience = (orders ? RESULT_PATIENCE : PATIENCE).toMillis();
    Waiting one = new Waiting(guest, move, begin.from(), since, seen, patience);
    waiting.put(guest.chat(), one);
    here(begin.toast())
        .onSuccess(toast -> toasted(one))
        .onFailure(e -> seen.tryFail("no toast: " + e.getMessage()));
    here(Future.all(begin.toast(), seen.future()))
        .onSuccess(done -> answered(one))
        .onFailure(e -> missing(guest, move, String.valueOf(e.getMessage())));
    look(guest.chat());
  }

  /** The press of an order is answered by its toast; the job is another matter. */
  private void toasted(Waiting one) {
    if (one.move().how() == Move.How.ORDERS) {
      tally.answers.recordValue(millis(one.since()));
      all.answers.recordValue(millis(one.since()));
    }
  }

  private void answered(Waiting one) {
    boolean orders = one.move().how() == Move.How.ORDERS;
    for (Tally each : List.of(tally, all)) {
      each.answered += one.move().updates();
      (orders ? each.results : each.answers).recordValue(millis(one.since()));
    }
    waiting.remove(one.guest().chat());
    one.guest().answered(one.move());
    free(one.guest());
  }

  private void free(Guest guest) {
    idle.add(guest.isGone() ? comes() : guest);
  }

  private void missing(Guest guest, Move move, String why) {
    unanswered.merge(
        move.how() + " " + move.what().replaceAll("\\d+", "N") + ": " + why, 1L, Long::sum);
    waiting.remove(guest.chat());
    idle.add(comes());
  }

  private void heard(LoggedCall call) {
    Object chat = call.params().getValue("chat_id");
    if (chat == null) {
      return;
    }
    long number = Long.parseLong(chat.toString());
    String text = call.params().getString("text", "") + call.params().getString("caption", "");
    loop.runOnContext(
        v -> {
          if (TROUBLE.matcher(text).find()) {
            troubles.merge(text.replaceAll("\\d+", "N"), 1L, Long::sum);
          }
          if (waiting.containsKey(number)) {
            look(number);
          }
        });
  }

  private void look(long chat) {
    Waiting one = waiting.get(chat);
    if (one != null) {
      here(one.guest().user().chat()).onSuccess(messages -> look(one, messages));
    }
  }

  private static void look(Waiting one, List<JsonObject> messages) {
    Optional<JsonObject> answer =
        messages.stream()
            .filter(m -> m.getInteger("message_id") >= one.from())
            .filter(m -> m.getJsonObject("from").getBoolean("is_bot"))
            .filter(one.move().answer())
            .findFirst();
    answer.ifPresent(message -> one.seen().tryComplete());
  }

  /**
   * A call may be noted a moment before its message is in the chat. Only a few are looked at: where
   * hundreds wait, looking at all of them would be what keeps everybody waiting.
   */
  private void lookForAll() {
    int looks = 0;
    for (Waiting one : new ArrayList<>(waiting.values())) {
      if (millis(one.since()) > one.patienceMs()) {
        boolean unused = one.seen().tryFail("nothing within " + one.patienceMs() / 1000 + " s");
      } else if (millis(one.since()) > LOOK_MS && looks < LOOKS && random.nextInt(4) == 0) {
        looks++;
        look(one.guest().chat());
      }
    }
  }

  private <T> Future<T> here(Future<T> elsewhere) {
    Promise<T> arrived = Promise.promise();
    elsewhere.onComplete(result -> loop.runOnContext(v -> arrived.handle(result)));
    return arrived.future();
  }

  private static long millis(long since) {
    long passed = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - since);
    return Math.min(LONGEST_MS, Math.max(0, passed));
  }
}
