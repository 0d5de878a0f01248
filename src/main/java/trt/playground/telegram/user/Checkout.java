package trt.playground.telegram.user;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import trt.playground.telegram.state.Callbacks.Question;
import trt.playground.telegram.state.Person;
import trt.playground.telegram.state.World;
import trt.playground.telegram.update.UpdateQueue;

/** Paying with Stars: the bot is asked, and only if it agrees in time are the Stars taken. */
public final class Checkout {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final World world;
  private final UpdateQueue updates;

  /** How a payment ended. */
  public enum Outcome {
    PAID,
    NOT_ENOUGH_STARS,
    REFUSED_BY_BOT,
    BOT_DID_NOT_ANSWER
  }

  /** The outcome; {@code detail} is the charge id or what the bot said. */
  public record Result(Outcome outcome, String detail) {}

  public Checkout(World world, UpdateQueue updates) {
    this.world = world;
    this.updates = updates;
  }

  /**
   * Pays an invoice; it may be paid again and again.
   *
   * @return after at most 10 seconds, the time Telegram gives a bot
   */
  public Future<Result> pay(Person person, JsonObject invoice) {
    if (person.stars() < invoice.getLong("amount")) {
      return Future.succeededFuture(new Result(Outcome.NOT_ENOUGH_STARS, ""));
    }
    Question question = world.callbacks().ask(person.id(), "checkout", PATIENCE, invoice);
    Future<JsonObject> answer = world.callbacks().answerTo(question.id());
    updates.offer(
        "pre_checkout_query",
        new JsonObject()
            .put("id", question.id())
            .put("from", person.user())
            .put("currency", "XTR")
            .put("total_amount", invoice.getLong("amount"))
            .put("invoice_payload", invoice.getString("payload")));
    return answer
        .timeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
        .map(decided -> decide(person, invoice, decided))
        .recover(
            late -> {
              world.callbacks().close(question.id());
              return late instanceof TimeoutException
                  ? Future.succeededFuture(new Result(Outcome.BOT_DID_NOT_ANSWER, ""))
                  : Future.failedFuture(late);
            });
  }

  /** The invoice of a message or of a link. */
  public Optional<JsonObject> invoice(Person person, int messageId, String slug) {
    return slug.isEmpty()
        ? world.invoices().find(person.id(), messageId)
        : world.invoices().find(slug);
  }

  private Result decide(Person person, JsonObject invoice, JsonObject decided) {
    if (!decided.getBoolean("ok", false)) {
      return new Result(Outcome.REFUSED_BY_BOT, decided.getString("error_message", ""));
    }
    if (person.stars() < invoice.getLong("amount")) {
      return new Result(Outcome.NOT_ENOUGH_STARS, "");
    }
    String charge = payUnseen(person, invoice);
    long amount = invoice.getLong("amount");
    String payload = invoice.getString("payload");
    world.people().start(person);
    JsonObject paid =
        new JsonObject()
            .put("currency", "XTR")
            .put("total_amount", amount)
            .put("invoice_payload", payload)
            .put("telegram_payment_charge_id", charge)
            .put("provider_payment_charge_id", "");
    JsonObject message =
        world.chats().add(person, person.user(), new JsonObject().put("successful_payment", paid));
    updates.offer("message", message);
    return new Result(Outcome.PAID, charge);
  }

  /**
   * Takes the Stars and says nothing to the bot: as when the update was lost.
   *
   * @return the charge id
   */
  public String payUnseen(Person person, JsonObject invoice) {
    String charge = "stx" + world.ids().text(40);
    world.stars().pay(person, invoice.getLong("amount"), charge, invoice.getString("payload"));
    return charge;
  }
}
