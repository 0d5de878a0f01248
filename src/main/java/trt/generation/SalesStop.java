package trt.generation;

import io.vertx.core.Future;
import java.math.BigDecimal;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import trt.kie.FailureKind;
import trt.kie.KieUnavailable;
import trt.postgres.JobStore;
import trt.postgres.SalesPauseStore.Pause;

/** Closes sales for everybody when KIE takes nothing from the account, and opens them again. */
final class SalesStop {
  private static final Logger LOG = LoggerFactory.getLogger(SalesStop.class);

  private final GenerationParts parts;
  private final Noting noting;
  private Instant again = Instant.EPOCH;

  SalesStop(GenerationParts parts, Noting noting) {
    this.parts = parts;
    this.noting = noting;
  }

  /** KIE refused this job as it would refuse every other one. */
  Future<Void> close(JobStore.Loaded job, FailureKind kind) {
    Pause pause = new Pause(kind.name(), job.order().credits());
    return noting
        .atLast(() -> parts.news().close(pause))
        .onSuccess(now -> said(now, pause))
        .mapEmpty();
  }

  /**
   * A look at a job failed. A key that is refused there is refused everywhere; the many looks that
   * find out write it down once in a while. Never fails: the next look finds out again.
   */
  Future<Void> looked(Throwable failure) {
    Instant now = parts.clock().instant();
    boolean refused = failure instanceof KieUnavailable away && away.kind() == FailureKind.BAD_KEY;
    if (!refused || now.isBefore(again)) {
      return Future.succeededFuture();
    }
    again = now.plus(parts.config().sweepEvery());
    Pause pause = new Pause(FailureKind.BAD_KEY.name(), BigDecimal.ZERO);
    return parts
        .news()
        .close(pause)
        .onSuccess(done -> said(done, pause))
        .<Void>mapEmpty()
        .otherwiseEmpty();
  }

  private static void said(boolean now, Pause pause) {
    if (now) {
      LOG.atError()
          .addKeyValue("reason", pause.reason())
          .addKeyValue("needs", pause.needs())
          .log(
              pause.reason().equals(FailureKind.NO_CREDITS.name())
                  ? "KIE's account is empty; sales are closed until it is filled"
                  : "KIE refuses the key; sales are closed until it is repaired");
    }
  }

  /** KIE took a job after all. */
  Future<Void> open() {
    return noting
        .atLast(() -> parts.news().open())
        .onSuccess(
            now -> {
              if (now) {
                LOG.info("KIE takes jobs again; sales are open");
              }
            })
        .mapEmpty();
  }
}
