package trt.delivery;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import trt.domain.outbox.Outgoing;
import trt.postgres.DeliveryStore;
import trt.postgres.DeliveryStore.Ended;
import trt.postgres.SentFileStore.Source;
import trt.telegram.RefusalKind;
import trt.telegram.Reply;
import trt.telegram.TelegramClient;

/**
 * Makes one call and says what follows from Telegram's answer. Whatever takes long, such as
 * fetching a file, comes before the gate; right behind the gate the call goes out.
 */
final class Attempt {
  private static final Logger LOG = LoggerFactory.getLogger(Attempt.class);
  private static final Duration UNAUTHORIZED_PAUSE = Duration.ofSeconds(30);

  private final TelegramClient telegram;
  private final DeliveryStore outbox;
  private final Attachments attachments;
  private final Unanswered unanswered;
  private final Pace pace;
  private final CallTrail trail;

  Attempt(
      TelegramClient telegram,
      DeliveryStore outbox,
      Attachments attachments,
      Unanswered unanswered,
      Pace pace,
      CallTrail trail) {
    this.trail = trail;
    this.telegram = telegram;
    this.outbox = outbox;
    this.attachments = attachments;
    this.unanswered = unanswered;
    this.pace = pace;
  }

  /** The last look before a call goes out. */
  interface Gate {
    /** Empty: go. */
    Future<Optional<Verdict>> pass(Entry entry);

    /** Whether that still holds now that the connection stands, which may have taken long. */
    boolean stands(Entry entry);
  }

  /** One attempt. Fails only as the database does, or by a bug. */
  Future<Verdict> make(Entry entry, Gate gate) {
    Outgoing message = entry.message();
    CallBody body = CallBody.read(message.body());
    return target(message, body)
        .compose(
            known ->
                known
                    ? prepared(entry, body, gate)
                    : Future.succeededFuture(
                        (Verdict) new Verdict.Over(new Ended(message, 0, 'X'))))
        .recover(failure -> unanswered.verdict(entry, body, failure));
  }

  /** Fills in the id of the message to edit; false when that message was never made. */
  private Future<Boolean> target(Outgoing message, CallBody body) {
    if (message.target().isEmpty()) {
      return Future.succeededFuture(true);
    }
    return outbox
        .messageOf(message.target().get())
        .map(
            id -> {
              id.ifPresent(found -> body.params().put("message_id", found));
              return id.isPresent();
            });
  }

  private Future<Verdict> prepared(Entry entry, CallBody body, Gate gate) {
    if (body.files().isEmpty()) {
      return sent(entry, body, Attachments.Ready.plain(entry.message().method(), body), gate);
    }
    return attachments
        .prepare(entry.message().method(), body)
        .compose(
            ready -> sent(entry, body, ready, gate).eventually(() -> attachments.discard(ready)));
  }

  private Future<Verdict> sent(Entry entry, CallBody body, Attachments.Ready ready, Gate gate) {
    Instant since = trail.now();
    return gate.pass(entry)
        .compose(
            stop ->
                stop.isPresent()
                    ? Future.succeededFuture(stop.get())
                    : departure(entry)
                        .compose(turn -> call(ready, () -> gate.stands(entry)))
                        .onComplete(done -> trail.called(entry, ready.method(), since, done))
                        .map(reply -> verdict(entry, body, ready, reply)));
  }

  private Future<Void> departure(Entry entry) {
    return entry.message().isOrdered() ? pace.departure() : Future.succeededFuture();
  }

  private Future<Reply> call(Attachments.Ready ready, BooleanSupplier fence) {
    Future<Reply> reply =
        ready.fetched().isEmpty()
            ? telegram.call(ready.method(), ready.params(), fence)
            : telegram.upload(ready.method(), ready.params(), ready.uploads(), fence);
    return reply.onSuccess(answer -> unanswered.heard());
  }

  private Verdict verdict(Entry entry, CallBody body, Attachments.Ready ready, Reply reply) {
    Outgoing message = entry.message();
    if (reply instanceof Reply.Done done) {
      char outcome = entry.possiblyDelivered() ? 'A' : 'S';
      Ended ended = new Ended(message, messageId(done.result()), others(done.result()), outcome);
      return new Verdict.Over(ended, uploaded(ready, done.result()));
    }
    if (reply instanceof Reply.Throttled throttled) {
      return throttled(message, throttled.retryAfter());
    }
    Reply.Refused refused = (Reply.Refused) reply;
    if (refused.kind() == RefusalKind.UNAUTHORIZED || refused.kind() == RefusalKind.CONFLICT) {
      return unauthorized(message);
    }
    if (!ready.named().isEmpty() && Refusal.isAboutTheFile(refused)) {
      return new Verdict.Forgotten(ready.named());
    }
    return Refusal.of(message, body, ready, refused);
  }

  private Verdict throttled(Outgoing message, Duration retryAfter) {
    boolean wholeBot =
        message.isOrdered()
            ? pace.throttled(message.chatKey(), retryAfter)
            : pace.throttledAnswer(message.id(), retryAfter);
    return new Verdict.Throttled(retryAfter, wholeBot);
  }

  private Verdict unauthorized(Outgoing message) {
    LOG.atError()
        .addKeyValue("method", message.method())
        .log(
            "Telegram refuses the bot's token; nothing is delivered until an operator corrects it");
    pace.silence(UNAUTHORIZED_PAUSE);
    return new Verdict.Later(UNAUTHORIZED_PAUSE, false);
  }

  private static long messageId(Object result) {
    if (result instanceof JsonArray album && !album.isEmpty()) {
      return messageId(album.getValue(0));
    }
    return result instanceof JsonObject message ? message.getLong("message_id", 0L) : 0;
  }

  private static List<Long> others(Object result) {
    return result instanceof JsonArray album
        ? album.stream().skip(1).map(Attempt::messageId).filter(id -> id > 0).toList()
        : List.of();
  }

  /** Telegram's names of what went up. */
  private static Map<Source, String> uploaded(Attachments.Ready ready, Object result) {
    Map<Source, String> names = new HashMap<>();
    for (Attachments.Item item : ready.uploaded()) {
      Object shown = result instanceof JsonArray album ? album.getValue(item.at()) : result;
      String fileId = fileId(shown);
      if (!fileId.isEmpty()) {
        names.put(item.source(), fileId);
      }
    }
    return names;
  }

  /** Telegram's name for the media, to send it again without uploading. */
  private static String fileId(Object result) {
    if (result instanceof JsonArray album && !album.isEmpty()) {
      return fileId(album.getValue(0));
    }
    if (!(result instanceof JsonObject message)) {
      return "";
    }
    if (message.getValue("photo") instanceof JsonArray sizes && !sizes.isEmpty()) {
      return sizes.getJsonObject(sizes.size() - 1).getString("file_id", "");
    }
    return List.of("video", "animation", "audio", "voice", "document").stream()
        .flatMap(kind -> Optional.ofNullable(message.getJsonObject(kind)).stream())
        .map(media -> media.getString("file_id", ""))
        .findFirst()
        .orElse("");
  }
}
