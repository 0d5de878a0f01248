package trt.playground.telegram.state;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import trt.playground.telegram.wire.ApiError;

/** Questions that wait for the bot's answer: pressed buttons, checkouts, inline queries. */
public final class Callbacks {
  private static final String KEY = "question/";
  private static final int KEPT = 100_000;

  /** A question of a user; {@code about} is the message, or what belongs to the kind. */
  public record Question(String id, long userId, String kind, Instant until, JsonObject about) {}

  private final Map<String, Question> open = new LinkedHashMap<>();
  private final Map<String, Promise<JsonObject>> waiting = new HashMap<>();
  private final Journal journal;
  private final InstantSource clock;
  private final Ids ids;

  Callbacks(Journal journal, InstantSource clock, Ids ids) {
    this.journal = journal;
    this.clock = clock;
    this.ids = ids;
    journal.replay(
        KEY,
        (id, q) ->
            open.put(
                id,
                new Question(
                    id,
                    q.getLong("user"),
                    q.getString("kind"),
                    Instant.ofEpochMilli(q.getLong("until")),
                    q.getJsonObject("about"))));
  }

  /** Opens a question that can be answered for this long. */
  public Question ask(long userId, String kind, Duration answerable, JsonObject about) {
    forgetOldest();
    Question question =
        new Question(ids.digits(), userId, kind, clock.instant().plus(answerable), about);
    open.put(question.id(), question);
    journal.put(
        KEY + question.id(),
        new JsonObject()
            .put("user", userId)
            .put("kind", kind)
            .put("until", question.until().toEpochMilli())
            .put("about", about));
    return question;
  }

  /**
   * Takes the question to be answered; it cannot be answered twice.
   *
   * @throws ApiError 400 if it is unknown, answered, or too old
   */
  public Question answered(String id, String kind) {
    Question question = open.get(id);
    if (question == null || !question.kind().equals(kind)) {
      throw tooOld();
    }
    close(id);
    if (clock.instant().isAfter(question.until())) {
      throw tooOld();
    }
    return question;
  }

  /** Completes when the bot answers this question; never, if it does not. */
  public Future<JsonObject> answerTo(String id) {
    return waiting.computeIfAbsent(id, i -> Promise.promise()).future();
  }

  /** Hands the bot's answer to whoever waits for it. */
  public void deliver(String id, JsonObject answer) {
    Promise<JsonObject> promise = waiting.remove(id);
    if (promise != null) {
      promise.complete(answer);
    }
  }

  /** Nobody waits for this answer any more. */
  public void close(String id) {
    if (open.remove(id) != null) {
      journal.remove(KEY + id);
    }
  }

  /** Makes every open question too old, as after a long outage. */
  public void closeAll() {
    open.keySet().forEach(id -> journal.remove(KEY + id));
    open.clear();
    waiting.clear();
  }

  private void forgetOldest() {
    if (open.size() >= KEPT) {
      String oldest = open.keySet().iterator().next();
      waiting.remove(oldest);
      close(oldest);
    }
  }

  private static ApiError tooOld() {
    return ApiError.badRequest(
        "query is too old and response timeout expired or query ID is invalid");
  }
}
