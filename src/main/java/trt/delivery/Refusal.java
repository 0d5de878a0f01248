package trt.delivery;

import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import trt.domain.outbox.DeliveryClass;
import trt.domain.outbox.Outgoing;
import trt.postgres.DeliveryStore.Call;
import trt.postgres.DeliveryStore.Ended;
import trt.telegram.RefusalKind;
import trt.telegram.Reply;

/** What follows when Telegram says no. Nothing has taken effect then. */
final class Refusal {
  private static final Logger LOG = LoggerFactory.getLogger(Refusal.class);

  private Refusal() {}

  /** The next best call, or the end. Not for a refused token. */
  static Verdict of(
      Outgoing message, CallBody body, Attachments.Ready made, Reply.Refused refused) {
    return switch (refused.kind()) {
      case NOT_MODIFIED, ALREADY_REFUNDED ->
          new Verdict.Over(new Ended(message, body.params().getLong("message_id", 0L), 'S'));
      case QUERY_TOO_OLD -> new Verdict.Over(new Ended(message, 0, 'E'));
      case MIGRATED ->
          new Verdict.Replace(
              message.deliveryClass(),
              message.method(),
              body.with(body.params().copy().put("chat_id", refused.migratedTo()), message.body()));
      case BAD_MARKUP -> plain(message, body, refused);
      case TOPIC_GONE -> withoutTopic(message, body, refused);
      case CONTENT ->
          asDocument(message, body, made).orElseGet(() -> instead(message, body, refused));
      case MESSAGE_GONE, OTHER, UNAUTHORIZED, CONFLICT -> instead(message, body, refused);
      case CHAT_GONE, BLOCKED -> gone(message, refused);
    };
  }

  /** Whether the file is what Telegram does not like, or does not know any more. */
  static boolean isAboutTheFile(Reply.Refused refused) {
    return refused.kind() == RefusalKind.CONTENT || refused.kind() == RefusalKind.OTHER;
  }

  private static Verdict plain(Outgoing message, CallBody body, Reply.Refused refused) {
    return body.plain()
        .<Verdict>map(
            params ->
                new Verdict.Replace(
                    message.deliveryClass(), message.method(), body.with(params, message.body())))
        .orElseGet(() -> instead(message, body, refused));
  }

  /** An answer in the common topic is better than none. */
  private static Verdict withoutTopic(Outgoing message, CallBody body, Reply.Refused refused) {
    JsonObject params = body.params().copy();
    return params.remove("message_thread_id") == null
        ? instead(message, body, refused)
        : new Verdict.Replace(
            message.deliveryClass(), message.method(), body.with(params, message.body()));
  }

  /** A photo that is too large, too long or broken for Telegram still is a file. */
  private static Optional<Verdict> asDocument(
      Outgoing message, CallBody body, Attachments.Ready made) {
    boolean wasPhoto =
        MediaCall.of(made.method(), made.params()).filter(MediaCall::isPhoto).isPresent();
    return MediaCall.of(message.method(), body.params())
        .filter(call -> wasPhoto)
        .map(MediaCall::asDocument)
        .map(
            document ->
                new Verdict.Replace(
                    message.deliveryClass(),
                    document.method(),
                    body.with(document.params(), message.body())));
  }

  private static Verdict instead(Outgoing message, CallBody body, Reply.Refused refused) {
    return instead(body).orElseGet(() -> new Verdict.Over(hopeless(message, refused)));
  }

  /** The next best call as a new message; what was to be an album, one by one. */
  static Optional<Verdict> instead(CallBody body) {
    List<CallBody.Fallback> singles = body.singles();
    if (singles.isEmpty()) {
      return body.fallback().map(by -> replaced(by, List.of()));
    }
    List<Call> more =
        singles.stream().skip(1).map(s -> new Call(s.method(), s.body().encode())).toList();
    return Optional.of(replaced(singles.get(0), more));
  }

  static Verdict replaced(CallBody.Fallback by, List<Call> more) {
    return new Verdict.Replace(DeliveryClass.MUST_ARRIVE, by.method(), by.body().encode(), more);
  }

  private static Verdict gone(Outgoing message, Reply.Refused refused) {
    return new Verdict.Gone(
        hopeless(message, refused), refused.kind().name().toLowerCase(java.util.Locale.ROOT));
  }

  private static Ended hopeless(Outgoing message, Reply.Refused refused) {
    LOG.atWarn()
        .addKeyValue("dedupe", message.dedupe())
        .addKeyValue("method", message.method())
        .addKeyValue("kind", refused.kind())
        .addKeyValue("description", refused.description())
        .log("Telegram refuses a call for good; it is recorded as refused");
    return new Ended(message, 0, 'X');
  }
}
