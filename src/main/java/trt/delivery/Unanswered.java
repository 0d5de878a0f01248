package trt.delivery;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import trt.config.DeliveryConfig;
import trt.domain.outbox.DeliveryClass;
import trt.domain.outbox.Outgoing;
import trt.postgres.DeliveryStore.Ended;
import trt.telegram.TelegramUnavailable;

/**
 * What follows when a call has no answer. An outage is waited out, however long it lasts; a call
 * that alone gets no answer does not hold up its chat for ever.
 */
final class Unanswered {
  private static final Logger LOG = LoggerFactory.getLogger(Unanswered.class);
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
  private static final int MOST_DOUBLINGS = 5;

  private final DeliveryConfig config;
  private final MediaFetch media;
  private final LongSupplier nanoTime;
  private final Map<DeliveryClass, Counter> ambiguous = new EnumMap<>(DeliveryClass.class);
  private long heard;

  Unanswered(DeliveryConfig config, MediaFetch media, MeterRegistry meters, LongSupplier nanoTime) {
    this.config = config;
    this.media = media;
    this.nanoTime = nanoTime;
    for (DeliveryClass kind : DeliveryClass.values()) {
      ambiguous.put(kind, counter(meters, kind));
    }
  }

  private static Counter counter(MeterRegistry meters, DeliveryClass kind) {
    return Counter.builder("trt.outbox.ambiguous")
        .description("Calls that Telegram may or may not have executed")
        .tag("class", kind.name().toLowerCase(Locale.ROOT))
        .register(meters);
  }

  /** Telegram has answered something: it is there. */
  void heard() {
    heard++;
  }

  /** What to do now. Failures that are neither Telegram's nor a file's are passed on. */
  Future<Verdict> verdict(Entry entry, CallBody body, Throwable failure) {
    if (failure instanceof MediaFetch.NotFetched missing) {
      return Future.succeededFuture(unfetched(entry, body, missing));
    }
    if (failure instanceof TelegramUnavailable away) {
      return Future.succeededFuture(
          away.notSent() ? new Verdict.Later(pause(entry), false) : unclear(entry, body));
    }
    return Future.failedFuture(failure);
  }

  private Verdict unclear(Entry entry, CallBody body) {
    Outgoing message = entry.message();
    Optional.ofNullable(ambiguous.get(message.deliveryClass())).ifPresent(Counter::increment);
    if (message.deliveryClass() == DeliveryClass.PERISHABLE) {
      return new Verdict.Over(new Ended(message, 0, 'E'));
    }
    if (isHopeless(entry.silence())) {
      LOG.atWarn()
          .addKeyValue("dedupe", message.dedupe())
          .addKeyValue("method", message.method())
          .addKeyValue("times", entry.silence().times)
          .log(
              "Telegram answers others but not this call; another form is sent, or it is given up");
      return Refusal.instead(body).orElseGet(() -> new Verdict.Over(new Ended(message, 0, 'X')));
    }
    return message.deliveryClass() == DeliveryClass.IDEMPOTENT
        ? new Verdict.Later(pause(entry), false)
        : new Verdict.Later(config.ambiguousAfter(), true);
  }

  /** Only silences with an answer to somebody else in between count: the rest is an outage. */
  private boolean isHopeless(Entry.Silence silence) {
    long now = nanoTime.getAsLong();
    boolean first = silence.since.isEmpty();
    if (first || heard > silence.answersBefore) {
      silence.times++;
      silence.answersBefore = heard;
    }
    long since = silence.since.orElse(now);
    silence.since = Optional.of(since);
    return silence.times >= config.triesUnanswered() || now - since > config.patience().toNanos();
  }

  /** A chat does not wait for ever for a file: the user gets the next best thing. */
  private Verdict unfetched(Entry entry, CallBody body, MediaFetch.NotFetched missing) {
    if (!missing.forGood() && !media.isEnough(entry.attempts() + 1)) {
      return new Verdict.Later(pause(entry), false);
    }
    LOG.atWarn()
        .addKeyValue("dedupe", entry.message().dedupe())
        .addKeyValue("reason", missing.getMessage())
        .log("A result cannot be fetched; the user is told where it is instead");
    // Of an album the files that can be had still are pictures.
    return body.singles().isEmpty()
        ? body.large()
            .filter(by -> missing.tooLarge())
            .map(by -> Refusal.replaced(by, List.of()))
            .orElseGet(() -> link(entry, body))
        : Refusal.instead(body).orElseThrow();
  }

  private static Verdict link(Entry entry, CallBody body) {
    return body.withoutFiles()
        .map(by -> Refusal.replaced(by, List.of()))
        .orElseGet(() -> new Verdict.Over(new Ended(entry.message(), 0, 'X')));
  }

  private static Duration pause(Entry entry) {
    return FIRST_PAUSE.multipliedBy(1L << Math.min(entry.attempts(), MOST_DOUBLINGS));
  }
}
