package trt.delivery;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import trt.domain.outbox.DeliveryClass;
import trt.domain.outbox.Outgoing;
import trt.postgres.OutboxStore;
import trt.postgres.OutboxStore.Ended;
import trt.telegram.Reply;
import trt.telegram.TelegramClient;
import trt.telegram.TelegramUnavailable;
import trt.telegram.Upload;

/**
 * Makes one call and says what follows from Telegram's answer. Never fails; keeps nothing between
 * calls.
 */
final class Attempt {
  private static final Logger LOG = LoggerFactory.getLogger(Attempt.class);
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
  private static final Duration UNAUTHORIZED_PAUSE = Duration.ofSeconds(30);

  private final TelegramClient telegram;
  private final MediaFetch media;
  private final OutboxStore outbox;
  private final Duration ambiguousAfter;

  Attempt(TelegramClient telegram, MediaFetch media, OutboxStore outbox, Duration ambiguousAfter) {
    this.telegram = telegram;
    this.media = media;
    this.outbox = outbox;
    this.ambiguousAfter = ambiguousAfter;
  }

  /**
   * One attempt.
   *
   * @param earlier attempts made before by this process, for the pause after a failure
   * @param repeated it was possibly delivered before
   */
  Future<Verdict> make(Outgoing message, int earlier, boolean repeated) {
    CallBody body = CallBody.read(message.body());
    return target(message, body)
        .compose(
            known ->
                known
                    ? call(message, body).map(reply -> verdict(message, body, reply, repeated))
                    : Future.succeededFuture(
                        (Verdict) new Verdict.Over(new Ended(message, 0, "", 'X'))))
        .recover(failure -> Future.succeededFuture(unanswered(message, body, failure, earlier)));
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

  private Future<Reply> call(Outgoing message, CallBody body) {
    if (body.files().isEmpty()) {
      return telegram.call(message.method(), body.params());
    }
    return media
        .fetch(body.files())
        .compose(
            files ->
                telegram
                    .upload(message.method(), body.params(), uploads(body.files(), files))
                    .eventually(() -> media.discard(files)));
  }

  private static List<Upload> uploads(List<CallBody.File> files, List<Path> fetched) {
    return java.util.stream.IntStream.range(0, files.size())
        .<Upload>mapToObj(
            i ->
                new Upload.OfFile(
                    files.get(i).name(),
                    files.get(i).fileName(),
                    files.get(i).mediaType(),
                    fetched.get(i)))
        .toList();
  }

  private Verdict verdict(Outgoing message, CallBody body, Reply reply, boolean repeated) {
    if (reply instanceof Reply.Done done) {
      char outcome = repeated ? 'A' : 'S';
      return new Verdict.Over(
          new Ended(message, messageId(done.result()), fileId(done.result()), outcome));
    }
    if (reply instanceof Reply.Throttled throttled) {
      return new Verdict.Throttled(throttled.retryAfter());
    }
    return refused(message, body, (Reply.Refused) reply);
  }

  private static Verdict refused(Outgoing message, CallBody body, Reply.Refused refused) {
    return switch (refused.kind()) {
      case NOT_MODIFIED, ALREADY_REFUNDED ->
          new Verdict.Over(new Ended(message, body.params().getLong("message_id", 0L), "", 'S'));
      case QUERY_TOO_OLD -> new Verdict.Over(new Ended(message, 0, "", 'E'));
      case MIGRATED ->
          new Verdict.Replace(
              message.deliveryClass(),
              message.method(),
              body.with(body.params().copy().put("chat_id", refused.migratedTo()), message.body()));
      case UNAUTHORIZED, CONFLICT -> {
        LOG.atError()
            .addKeyValue("method", message.method())
            .log(
                "Telegram refuses the bot's token; nothing is delivered until an operator corrects it");
        yield new Verdict.Later(UNAUTHORIZED_PAUSE, false);
      }
      case BAD_MARKUP -> plain(message, body, refused);
      case MESSAGE_GONE, CONTENT, OTHER -> instead(message, body.fallback(), refused);
      case CHAT_GONE, BLOCKED -> hopeless(message, refused);
    };
  }

  private static Verdict plain(Outgoing message, CallBody body, Reply.Refused refused) {
    return body.plain()
        .<Verdict>map(
            params ->
                new Verdict.Replace(
                    message.deliveryClass(), message.method(), body.with(params, message.body())))
        .orElseGet(() -> instead(message, body.fallback(), refused));
  }

  private static Verdict instead(
      Outgoing message, Optional<CallBody.Fallback> fallback, Reply.Refused refused) {
    return fallback.map(Attempt::replaced).orElseGet(() -> hopeless(message, refused));
  }

  private static Verdict replaced(CallBody.Fallback by) {
    return new Verdict.Replace(DeliveryClass.MUST_ARRIVE, by.method(), by.body().encode());
  }

  private static Verdict hopeless(Outgoing message, Reply.Refused refused) {
    LOG.atWarn()
        .addKeyValue("dedupe", message.dedupe())
        .addKeyValue("method", message.method())
        .addKeyValue("kind", refused.kind())
        .addKeyValue("description", refused.description())
        .log("Telegram refuses a call for good; it is recorded as refused");
    return new Verdict.Over(new Ended(message, 0, "", 'X'));
  }

  private Verdict unanswered(Outgoing message, CallBody body, Throwable failure, int earlier) {
    Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(earlier, 5));
    if (failure instanceof MediaFetch.NotFetched missing) {
      return unfetched(message, body, missing, earlier);
    }
    // anything else that is not Telegram's silence happened before a call was made
    boolean surelyNot = !(failure instanceof TelegramUnavailable away) || away.notSent();
    if (surelyNot || message.deliveryClass() == DeliveryClass.IDEMPOTENT) {
      return new Verdict.Later(pause, false);
    }
    return message.deliveryClass() == DeliveryClass.PERISHABLE
        ? new Verdict.Over(new Ended(message, 0, "", 'E'))
        : new Verdict.Later(ambiguousAfter, true);
  }

  /** A chat does not wait for ever for a file: the user gets the next best thing. */
  private Verdict unfetched(
      Outgoing message, CallBody body, MediaFetch.NotFetched missing, int earlier) {
    boolean giveUp = missing.forGood() || media.isEnough(earlier + 1);
    if (!giveUp) {
      return new Verdict.Later(FIRST_PAUSE.multipliedBy(1L << Math.min(earlier, 5)), false);
    }
    LOG.atWarn()
        .addKeyValue("dedupe", message.dedupe())
        .addKeyValue("reason", missing.getMessage())
        .log("A result cannot be fetched; the user is told where it is instead");
    return body.withoutFiles()
        .map(Attempt::replaced)
        .orElseGet(() -> new Verdict.Over(new Ended(message, 0, "", 'X')));
  }

  private static long messageId(Object result) {
    if (result instanceof JsonArray album && !album.isEmpty()) {
      return messageId(album.getValue(0));
    }
    return result instanceof JsonObject message ? message.getLong("message_id", 0L) : 0;
  }

  /** Telegram's name for the media, to send it again without uploading. */
  private static String fileId(Object result) {
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
