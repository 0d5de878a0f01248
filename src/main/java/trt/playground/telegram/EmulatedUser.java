package trt.playground.telegram;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import trt.playground.telegram.state.FileKind;
import trt.playground.telegram.state.Person;
import trt.playground.telegram.user.Checkout;
import trt.playground.telegram.wire.Upload;

/**
 * A user seen from a test: {@code alice.sends("/start")}, {@code alice.sees("Choose")}, {@code
 * alice.taps("Flux")}. Nothing blocks; what waits gives up after 10 seconds.
 */
public final class EmulatedUser {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final TelegramEmulator emulator;
  private final long id;
  private final String firstName;
  private final String languageCode;

  EmulatedUser(TelegramEmulator emulator, long id, String firstName, String languageCode) {
    this.emulator = emulator;
    this.id = id;
    this.firstName = firstName;
    this.languageCode = languageCode;
  }

  /** The id of the user and of the chat. */
  public long id() {
    return id;
  }

  /** Writes a text; completes with the message once the update is queued and kept. */
  public Future<JsonObject> sends(String text) {
    return act(
        person ->
            Future.succeededFuture(
                emulator.running().actions().says(person, text, Optional.empty())));
  }

  /** Sends one file. */
  public Future<JsonObject> sends(FileKind kind, Upload file, String caption) {
    return sends(kind, List.of(file), caption, new JsonObject()).map(sent -> sent.getJsonObject(0));
  }

  /** Sends files of one kind, several as an album; facts are duration, width and height. */
  public Future<JsonArray> sends(
      FileKind kind, List<Upload> files, String caption, JsonObject facts) {
    return act(person -> emulator.running().actions().sends(person, kind, files, caption, facts));
  }

  /** Changes an own text. */
  public Future<JsonObject> edits(int messageId, String text) {
    return act(
        person ->
            Future.succeededFuture(emulator.running().actions().edits(person, messageId, text)));
  }

  /**
   * Waits for a button whose label contains this and presses it; the newest if there are several.
   */
  public Future<Tap> taps(String label) {
    return waitsFor(
            "a button \"" + label + "\"", message -> Buttons.find(message, label).isPresent())
        .compose(
            message ->
                tapsData(
                    message.getInteger("message_id"),
                    Buttons.find(message, label).orElseThrow().getString("callback_data", "")));
  }

  /** Presses a button with this data under a message, whether it is still there or not. */
  public Future<Tap> tapsData(int messageId, String data) {
    return act(
        person -> {
          String query = emulator.running().actions().taps(person, messageId, data);
          return Future.succeededFuture(
              new Tap(query, emulator.running().actions().answerTo(query)));
        });
  }

  /** Waits until a message of the bot contains the text; completes with the newest such message. */
  public Future<JsonObject> sees(String text) {
    return waitsFor(
        "a message with \"" + text + "\"", message -> Shown.text(message).contains(text));
  }

  /** Waits until the bot has sent a photo; completes with the newest. */
  public Future<JsonObject> seesPhoto() {
    return waitsFor("a photo", message -> message.containsKey("photo"));
  }

  /** Waits for a message of the bot that fits; completes with the newest such message. */
  public Future<JsonObject> waitsFor(String what, Predicate<JsonObject> fits) {
    return emulator.onLoop(
        () -> {
          Promise<JsonObject> seen = Promise.promise();
          Runnable look =
              () -> Shown.newest(emulator.running().world(), id, fits).ifPresent(seen::tryComplete);
          Runnable unwatch = emulator.running().world().events().watch(event -> look.run());
          long timer =
              emulator
                  .vertx()
                  .setTimer(
                      PATIENCE.toMillis(),
                      t ->
                          seen.tryFail(
                              new TimeoutException(
                                  "user "
                                      + id
                                      + " did not see "
                                      + what
                                      + " but "
                                      + Shown.all(emulator.running().world(), id))));
          look.run();
          return seen.future()
              .onComplete(
                  done -> {
                    unwatch.run();
                    emulator.vertx().cancelTimer(timer);
                  });
        });
  }

  /** The chat as it looks now, oldest message first. */
  public Future<List<JsonObject>> chat() {
    return emulator.onLoop(
        () -> Future.succeededFuture(emulator.running().world().chats().all(id)));
  }

  /** Pays the invoice of a message. */
  public Future<Checkout.Result> pays(int messageId) {
    return act(
        person -> {
          Checkout checkout = emulator.running().checkout();
          return checkout
              .invoice(person, messageId, "")
              .map(invoice -> checkout.pay(person, invoice))
              .orElseGet(() -> Future.failedFuture("no invoice in message " + messageId));
        });
  }

  /** Pays the invoice of a message, and the bot hears nothing of it; the charge id. */
  public Future<String> paysUnseen(int messageId) {
    return act(
        person -> {
          Checkout checkout = emulator.running().checkout();
          return checkout
              .invoice(person, messageId, "")
              .map(invoice -> Future.succeededFuture(checkout.payUnseen(person, invoice)))
              .orElseGet(() -> Future.failedFuture("no invoice in message " + messageId));
        });
  }

  /** Gets a payment back from Telegram, and the bot hears nothing of it. */
  public Future<Void> isGivenBack(String charge) {
    return act(
        person -> {
          JsonObject payment = emulator.running().world().stars().refund(person, charge);
          return payment.isEmpty() ? Future.failedFuture("no payment") : Future.succeededFuture();
        });
  }

  /** Pays the invoice of a message in somebody else's chat, as a forwarded copy can be paid. */
  public Future<Checkout.Result> paysFor(long chat, int messageId) {
    return act(
        person -> {
          Checkout checkout = emulator.running().checkout();
          return emulator
              .running()
              .world()
              .invoices()
              .find(chat, messageId)
              .map(invoice -> checkout.pay(person, invoice))
              .orElseGet(() -> Future.failedFuture("no invoice in message " + messageId));
        });
  }

  /** Stars the user has. */
  public Future<Long> stars() {
    return act(person -> Future.succeededFuture(person.stars()));
  }

  /** Buys Stars, or loses them if negative. */
  public Future<Void> buysStars(long amount) {
    return act(
        person -> {
          emulator.running().world().people().earn(person, amount);
          return Future.succeededFuture();
        });
  }

  /** Blocks or unblocks the bot. */
  public Future<Void> blocks(boolean blocked) {
    return act(
        person -> {
          emulator.running().actions().blocks(person, blocked);
          return Future.succeededFuture();
        });
  }

  /** Asks inline; completes with the results. */
  public Future<JsonArray> asksInline(String query) {
    return act(
        person ->
            emulator
                .running()
                .actions()
                .asksInline(person, query, "")
                .map(answer -> answer.getJsonArray("results")));
  }

  /** A pressed button; {@code answer} completes with the bot's answerCallbackQuery. */
  public record Tap(String id, Future<JsonObject> answer) {}

  /** Asks inline for a further page; completes with the whole answer. */
  public Future<JsonObject> asksInline(String query, String offset) {
    return act(person -> emulator.running().actions().asksInline(person, query, offset));
  }

  <T> Future<T> act(java.util.function.Function<Person, Future<T>> action) {
    return emulator.onLoop(
        () -> {
          Person person =
              emulator
                  .running()
                  .world()
                  .people()
                  .find(id)
                  .orElseGet(
                      () ->
                          emulator
                              .running()
                              .world()
                              .people()
                              .register(id, firstName, languageCode));
          return action
              .apply(person)
              .compose(result -> emulator.running().world().journal().written().map(result));
        });
  }
}
