package trt.generation;

import io.vertx.core.Future;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import trt.kie.FailureKind;
import trt.postgres.JobStore;
import trt.postgres.SalesPauseStore.Pause;

/** Closes sales for everybody when KIE takes nothing from the account, and opens them again. */
final class SalesStop {
  private static final Logger LOG = LoggerFactory.getLogger(SalesStop.class);

  private final GenerationParts parts;
  private final Noting noting;

  SalesStop(GenerationParts parts, Noting noting) {
    this.parts = parts;
    this.noting = noting;
  }

  /** KIE refused this job as it would refuse every other one. */
  Future<Void> close(JobStore.Loaded job, FailureKind kind) {
    Pause pause = new Pause(kind.name(), job.order().credits());
    return noting
        .atLast(() -> parts.stores().pauses().close(parts.kie().account(), pause))
        .onSuccess(
            now -> {
              if (now) {
                LOG.atError()
                    .addKeyValue("reason", kind)
                    .addKeyValue("needs", pause.needs())
                    .log(
                        kind == FailureKind.NO_CREDITS
                            ? "KIE's account is empty; sales are closed until it is filled"
                            : "KIE refuses the key; sales are closed until it is repaired");
              }
            })
        .mapEmpty();
  }

  /** KIE took a job after all. */
  Future<Void> open() {
    return noting
        .atLast(() -> parts.stores().pauses().open(parts.kie().account()))
        .onSuccess(
            now -> {
              if (now) {
                LOG.info("KIE takes jobs again; sales are open");
              }
            })
        .mapEmpty();
  }
}
