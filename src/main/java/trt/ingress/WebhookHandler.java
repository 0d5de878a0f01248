package trt.ingress;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import trt.config.Secret;
import trt.domain.inbox.PendingUpdate;
import trt.tracing.Trail;

/** {@code POST /webhook}: 200 after the commit, and only then. */
final class WebhookHandler implements Handler<RoutingContext> {
  private static final String SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token";

  private final int feedId;
  private final Secret secret;
  private final GroupCommit commit;
  private final Duration retryAfter;
  private final Meters meters;
  private final Trail trail;

  WebhookHandler(
      int feedId,
      Secret secret,
      GroupCommit commit,
      Duration retryAfter,
      Meters meters,
      Trail trail) {
    this.trail = trail;
    this.feedId = feedId;
    this.secret = secret;
    this.commit = commit;
    this.retryAfter = retryAfter;
    this.meters = meters;
  }

  /** Runs before the body is read: strangers cost nothing. */
  void authorize(RoutingContext request) {
    String given = request.request().getHeader(SECRET_HEADER);
    if (given != null && secret.matches(given)) {
      request.next();
    } else {
      meters.count("unauthorized");
      request.response().setStatusCode(401).end().onComplete(sent -> {});
    }
  }

  @Override
  public void handle(RoutingContext request) {
    Timer.Sample begun = Timer.start();
    Instant since = trail.now();
    Optional<PendingUpdate> update =
        Optional.ofNullable(request.body().buffer())
            .flatMap(body -> UpdateEnvelope.read(feedId, body));
    if (update.isEmpty()) {
      meters.count("malformed");
      request.response().setStatusCode(400).end().onComplete(sent -> {});
      return;
    }
    commit
        .store(update.get())
        .onSuccess(
            outcome -> {
              meters.acknowledged(outcome, begun);
              trail.received(update.get(), "webhook", outcome.word(), since);
              if (outcome == GroupCommit.Outcome.SHED) {
                Refusal.later(request.response(), retryAfter);
              } else {
                request.response().end().onComplete(sent -> {});
              }
            })
        .onFailure(request::fail);
  }

  /** The counters of this endpoint. */
  static final class Meters {
    private final MeterRegistry registry;
    private final Timer ackSeconds;
    private final AtomicLong lastUpdate;
    private final Map<String, Counter> counters = new ConcurrentHashMap<>();

    /**
     * @param lastUpdate epoch seconds, shared by all instances
     */
    Meters(MeterRegistry registry, AtomicLong lastUpdate) {
      this.registry = registry;
      this.lastUpdate = lastUpdate;
      this.ackSeconds =
          Timer.builder("trt.webhook.ack")
              .publishPercentileHistogram()
              .minimumExpectedValue(Duration.ofMillis(1))
              .maximumExpectedValue(Duration.ofSeconds(5))
              .register(registry);
    }

    void count(String outcome) {
      counters.computeIfAbsent(outcome, this::counter).increment();
    }

    /** Looking a meter up in the registry costs more than counting. */
    private Counter counter(String outcome) {
      return Counter.builder("trt.webhook.acks").tag("outcome", outcome).register(registry);
    }

    void acknowledged(GroupCommit.Outcome outcome, Timer.Sample begun) {
      begun.stop(ackSeconds);
      count(outcome.word());
      lastUpdate.set(registry.config().clock().wallTime() / 1000);
    }
  }
}
