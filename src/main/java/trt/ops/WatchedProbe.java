package trt.ops;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.healthchecks.CheckResult;
import io.vertx.ext.healthchecks.HealthChecks;
import io.vertx.ext.healthchecks.Status;
import java.time.Clock;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A probe and its last report. Changes of status are logged, findings are not. */
final class WatchedProbe {
  private static final Logger log = LoggerFactory.getLogger(WatchedProbe.class);
  private static final String STATUS = "finding";
  private static final String MESSAGE = "message";

  private final Probe probe;
  private final HealthChecks checks;
  private final Clock clock;
  private volatile ComponentReport report;

  WatchedProbe(Probe probe, HealthChecks checks, Clock clock) {
    this.probe = probe;
    this.clock = clock;
    this.report = report(Finding.degraded("not checked yet"), Duration.ZERO);
    this.checks =
        checks.register(
            probe.component(),
            HealthBoard.LIMIT.toMillis(),
            // An answer that comes after the limit comes too late, and is no bug.
            promise ->
                probe
                    .check()
                    .get()
                    .map(WatchedProbe::status)
                    .onSuccess(promise::tryComplete)
                    .onFailure(promise::tryFail));
  }

  Probe probe() {
    return probe;
  }

  ComponentReport report() {
    return report;
  }

  /** Looks once. Never fails. */
  Future<Void> look() {
    long begun = System.nanoTime();
    return checks
        .checkStatus(probe.component())
        .map(WatchedProbe::finding)
        .otherwise(Finding.down("does not answer"))
        .map(
            finding -> {
              take(finding, Duration.ofNanos(System.nanoTime() - begun));
              return null;
            });
  }

  private void take(Finding finding, Duration latency) {
    ComponentReport before = report;
    ComponentReport now = report(finding, latency);
    if (before.status() == now.status()) {
      report =
          new ComponentReport(
              now.component(),
              now.vital(),
              now.status(),
              now.message(),
              now.latency(),
              before.since());
      return;
    }
    report = now;
    log.atLevel(
            now.status() == ComponentStatus.OK
                ? org.slf4j.event.Level.INFO
                : org.slf4j.event.Level.WARN)
        .addKeyValue("component", now.component())
        .addKeyValue("status", now.status().word())
        .addKeyValue("was", before.status().word())
        .log("Health changed: {}", now.message());
  }

  private ComponentReport report(Finding finding, Duration latency) {
    return new ComponentReport(
        probe.component(),
        probe.vital(),
        finding.status(),
        finding.message(),
        latency,
        clock.instant());
  }

  private static Status status(Finding finding) {
    return new Status()
        .setOk(finding.status() != ComponentStatus.DOWN)
        .setData(
            new JsonObject().put(STATUS, finding.status().name()).put(MESSAGE, finding.message()));
  }

  // What a failed look says of its cause is left out: it may name hosts and users.
  private static Finding finding(CheckResult result) {
    JsonObject data = result.getData();
    String status = data == null ? null : data.getString(STATUS);
    return status == null
        ? Finding.down("does not answer")
        : new Finding(ComponentStatus.valueOf(status), data.getString(MESSAGE));
  }
}
