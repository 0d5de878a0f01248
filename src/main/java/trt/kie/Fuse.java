package trt.kie;

import io.vertx.circuitbreaker.CircuitBreaker;
import io.vertx.circuitbreaker.CircuitBreakerOptions;
import io.vertx.circuitbreaker.CircuitBreakerState;
import io.vertx.circuitbreaker.OpenCircuitException;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import trt.config.KieConfig;

/**
 * A circuit breaker that counts bad outcomes over a window. Vert.x's own forgets every failure at
 * the first success, so that one good answer in five would keep it closed for ever; here good
 * answers are not reported to it while it is closed. It has no timeout of its own: a call that it
 * gave up on could still create a task.
 */
final class Fuse {
  private static final Logger log = LoggerFactory.getLogger(Fuse.class);
  private static final int NO_TIMEOUT = -1;

  private final CircuitBreaker breaker;

  Fuse(String name, Vertx vertx, KieConfig config) {
    breaker =
        CircuitBreaker.create(
            name,
            vertx,
            new CircuitBreakerOptions()
                .setMaxFailures(config.breakerFailures())
                .setFailuresRollingWindow(config.breakerWindow().toMillis())
                .setResetTimeout(config.breakerReset().toMillis())
                .setTimeout(NO_TIMEOUT)
                .setMaxRetries(0));
    breaker.openHandler(
        open ->
            log.atWarn()
                .addKeyValue("breaker", name)
                .addKeyValue("pause", config.breakerReset())
                .log(
                    "KIE answers unclearly; calls are refused until one succeeds after the pause"));
    breaker.closeHandler(
        closed -> log.atInfo().addKeyValue("breaker", name).log("KIE answers again"));
  }

  /**
   * Makes the call, unless the breaker is open.
   *
   * @param whenOpen the outcome while calls are refused
   * @param isBad whether an outcome counts against KIE; a failed call always does
   */
  <T> Future<T> guard(Supplier<Future<T>> call, Supplier<Future<T>> whenOpen, Predicate<T> isBad) {
    if (breaker.state() == CircuitBreakerState.CLOSED) {
      return call.get()
          .onComplete(
              result -> {
                if (result.failed() || isBad.test(result.result())) {
                  countFailure();
                }
              });
    }
    return breaker
        .execute(() -> judged(call, isBad))
        .recover(
            failure ->
                failure instanceof OpenCircuitException ? whenOpen.get() : badOutcome(failure));
  }

  /** 0 closed, 0.5 trying one call, 1 open. */
  double state() {
    return switch (breaker.state()) {
      case CLOSED -> 0;
      case HALF_OPEN -> 0.5;
      case OPEN -> 1;
    };
  }

  private void countFailure() {
    breaker.execute(() -> Future.failedFuture("counted")).onComplete(done -> {});
  }

  private static <T> Future<T> judged(Supplier<Future<T>> call, Predicate<T> isBad) {
    return call.get()
        .compose(
            outcome ->
                isBad.test(outcome)
                    ? Future.failedFuture(new BadOutcome(outcome))
                    : Future.succeededFuture(outcome));
  }

  @SuppressWarnings("unchecked")
  private static <T> Future<T> badOutcome(Throwable failure) {
    return failure instanceof BadOutcome bad
        ? Future.succeededFuture((T) bad.outcome)
        : Future.failedFuture(failure);
  }

  /** Carries an outcome past the breaker as a failure, so that it is counted and still returned. */
  private static final class BadOutcome extends RuntimeException {
    private final transient Object outcome;

    BadOutcome(Object outcome) {
      super("bad outcome", null, false, false);
      this.outcome = outcome;
    }
  }
}
