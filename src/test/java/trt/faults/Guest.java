package trt.faults;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Predicate;
import trt.playground.telegram.EmulatedUser;
import trt.playground.telegram.state.FileKind;
import trt.playground.telegram.user.Checkout;
import trt.playground.telegram.wire.Upload;
import trt.testing.TestPng;

/**
 * Somebody of a {@link Crowd} who looks around, orders, tops up, and after a while goes for good.
 * Waits for the answer to each thing before doing the next. Lives on the loop of the crowd.
 */
final class Guest {
  private static final List<String> SUBJECTS =
      List.of("a lighthouse in a storm", "two cats at a window", "a red fox in the snow");
  private static final Upload PHOTO = new Upload("p.png", "image/png", TestPng.of(64, 48));

  private final EmulatedUser user;
  private final Random random;
  private final double ordering;
  private final Deque<Move> plan = new ArrayDeque<>();
  private int left;
  private int owed;

  /**
   * @param stay how many things this person does before going
   * @param ordering the chance that a visit is an order
   */
  Guest(EmulatedUser user, Random random, int stay, double ordering) {
    this.user = user;
    this.random = random;
    this.left = stay;
    this.ordering = ordering;
  }

  long chat() {
    return user.id();
  }

  EmulatedUser user() {
    return user;
  }

  boolean isGone() {
    return left <= 0 && plan.isEmpty();
  }

  /** It was done and answered: how many new messages there must be in the chat by now. */
  void answered(Move move) {
    owed += move.how() == Move.How.PRESSES || move.how() == Move.How.ORDERS ? 0 : 1;
  }

  /** Messages of the bot beyond one for each thing said; presses change what is there. */
  static long excess(Guest guest, List<JsonObject> chat) {
    long messages = chat.stream().filter(m -> m.getJsonObject("from").getBoolean("is_bot")).count();
    return messages - guest.owed;
  }

  /** What comes next. */
  Move next() {
    if (plan.isEmpty()) {
      String prompt = SUBJECTS.get(random.nextInt(SUBJECTS.size())) + ", number " + left;
      plan.addAll(Move.next(random, ordering, prompt));
    }
    left--;
    return plan.remove();
  }

  /** Forgets what was planned, as somebody does who does not see the expected button. */
  void changesMind() {
    plan.clear();
  }

  /** What has begun: from which message on the answer may stand, and what ends a pressed button. */
  record Begun(int from, Future<?> toast) {}

  /** Does it; no value if there is no such button or invoice. Completes when Telegram has it. */
  Future<Optional<Begun>> does(Move move, List<JsonObject> chat) {
    return switch (move.how()) {
      case SAYS -> user.sends(move.what()).map(Guest::after);
      case SENDS_PHOTO -> user.sends(FileKind.PHOTO, PHOTO, "").map(Guest::after);
      case PRESSES, ORDERS -> presses(move.what(), chat);
      case PAYS -> pays(chat);
    };
  }

  private static Optional<Begun> after(JsonObject sent) {
    return Optional.of(new Begun(sent.getInteger("message_id") + 1, Future.succeededFuture()));
  }

  private Future<Optional<Begun>> presses(String label, List<JsonObject> chat) {
    Optional<JsonObject> message = newest(chat, m -> Move.has(m, label));
    if (message.isEmpty()) {
      return Future.succeededFuture(Optional.empty());
    }
    int number = message.get().getInteger("message_id");
    return user.tapsData(number, Move.button(message.get(), label).orElseThrow())
        .map(tap -> Optional.of(new Begun(number, tap.answer())));
  }

  private Future<Optional<Begun>> pays(List<JsonObject> chat) {
    Optional<JsonObject> invoice = newest(chat, m -> m.containsKey("invoice"));
    if (invoice.isEmpty()) {
      return Future.succeededFuture(Optional.empty());
    }
    int number = invoice.get().getInteger("message_id");
    return user.buysStars(50)
        .compose(rich -> user.pays(number))
        .compose(
            paid ->
                paid.outcome() == Checkout.Outcome.PAID
                    ? Future.succeededFuture(
                        Optional.of(new Begun(number + 1, Future.succeededFuture())))
                    : Future.failedFuture("Telegram gave the checkout up: " + paid.outcome()));
  }

  private static Optional<JsonObject> newest(List<JsonObject> chat, Predicate<JsonObject> fits) {
    for (int i = chat.size() - 1; i >= 0; i--) {
      if (fits.test(chat.get(i))) {
        return Optional.of(chat.get(i));
      }
    }
    return Optional.empty();
  }
}
