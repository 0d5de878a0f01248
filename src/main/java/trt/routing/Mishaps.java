package trt.routing;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import trt.domain.inbox.PendingUpdate;
import trt.tracing.Trail;

/**
 * What goes wrong in routing, told apart: a handler that throws is counted and set aside, an outage
 * is waited out.
 */
final class Mishaps {
  private static final Logger LOG = LoggerFactory.getLogger(Mishaps.class);
  private static final long[] RETRY_MS = {200, 1_000, 5_000};
  private static final long OUTAGE_PAUSE_MS = 500;

  private final int retries;
  private final MeterRegistry meters;
  private final Map<Integer, Integer> attempts = new HashMap<>();
  private final Trail trail;
  private boolean outage;

  Mishaps(int retries, MeterRegistry meters, Trail trail) {
    this.trail = trail;
    this.retries = retries;
    this.meters = meters;
  }

  /** How many heads to take: after an outage one bad statement must not hold up the others. */
  int batch(int configured) {
    return outage ? 1 : configured;
  }

  /** A failure that is nobody's fault here; logged once until {@link #over}. */
  void outage(Throwable cause) {
    meters.counter("trt.update.errors", "kind", "outage").increment();
    if (!outage) {
      outage = true;
      LOG.atWarn()
          .setCause(cause)
          .log(
              "Updates cannot be handled at the moment; they are safe and are tried again until it works");
    }
  }

  /** The database answers again. */
  void over() {
    if (outage) {
      outage = false;
      LOG.info("Updates are handled again");
    }
  }

  /** Counts a failure of a handler; true when the update is to be set aside. */
  boolean isHopeless(RoutingRound.HandlerFailed failure) {
    meters.counter("trt.update.errors", "kind", "handler").increment();
    int count = attempts.merge(failure.update().updateId(), 1, Integer::sum);
    boolean hopeless = count > retries;
    trail.stumbled(failure.update(), kind(failure), count);
    LOG.atError()
        .addKeyValue("updateId", failure.update().updateId())
        .addKeyValue("correlationId", failure.update().correlationId())
        .addKeyValue("attempt", count)
        .setCause(failure)
        .log(
            hopeless
                ? "An update is set aside; its chat is told, an administrator can replay it"
                : "An update could not be handled; it is tried again");
    return hopeless;
  }

  private static String kind(RoutingRound.HandlerFailed failure) {
    Throwable cause = failure.getCause() == null ? failure : failure.getCause();
    return cause.getClass().getSimpleName();
  }

  /** The process has died with this update under way so often that it is set aside unrun. */
  void killer(PendingUpdate update, int deaths) {
    meters.counter("trt.update.errors", "kind", "death").increment();
    LOG.atError()
        .addKeyValue("updateId", update.updateId())
        .addKeyValue("correlationId", update.correlationId())
        .addKeyValue("deaths", deaths)
        .log(
            "An update is set aside because the process died with it again and again; its chat is"
                + " told, an administrator can replay it");
  }

  int attempts(PendingUpdate update) {
    return attempts.getOrDefault(update.updateId(), 0);
  }

  /** The update is over; its failures are history. */
  void forget(int updateId) {
    attempts.remove(updateId);
  }

  long retryMs(PendingUpdate update) {
    int count = Math.max(1, attempts(update));
    if (count > retries) {
      attempts.remove(update.updateId());
      return OUTAGE_PAUSE_MS;
    }
    return RETRY_MS[Math.min(count, RETRY_MS.length) - 1];
  }

  long pauseMs() {
    return OUTAGE_PAUSE_MS;
  }
}
