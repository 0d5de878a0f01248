package trt.generation;

import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import trt.leases.Share;
import trt.postgres.LiveJobStore.Brief;

/**
 * Jobs whose files are on their way to KIE. They join the line when everything is there: a
 * submission has no time for uploads. What this knows is found again in the database.
 */
final class UploadRound {
  private static final Logger LOG = LoggerFactory.getLogger(UploadRound.class);
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
  private static final int LONGEST_PAUSE_STEPS = 6;

  private final GenerationParts parts;
  private final Share share;
  private final Uploading uploading;
  private final OrderFiles files;
  private final Consumer<Brief> ready;
  private final Map<Long, Waiting> waiting = new LinkedHashMap<>();
  private final Set<Future<?>> underWay = new HashSet<>();
  private boolean stopping;

  private static final class Waiting {
    private final Brief job;
    private Instant notBefore = Instant.EPOCH;
    private int failures;
    private boolean busy;

    private Waiting(Brief job) {
      this.job = job;
    }
  }

  /**
   * @param ready takes a job whose files are all at KIE
   */
  UploadRound(GenerationParts parts, Share share, Uploading uploading, Consumer<Brief> ready) {
    this.parts = parts;
    this.share = share;
    this.uploading = uploading;
    this.files = new OrderFiles(parts.catalog());
    this.ready = ready;
  }

  /** A job nobody has told KIE of yet. */
  void join(Brief job) {
    if (!files.possible(job.model())) {
      ready.accept(job);
    } else if (waiting.putIfAbsent(job.id(), new Waiting(job)) == null) {
      run();
    }
  }

  /** Whether a job's files are on their way. */
  boolean holds(long jobId) {
    return waiting.containsKey(jobId);
  }

  /** Begins what is due, as far as there is room. */
  void run() {
    waiting.values().removeIf(one -> !one.busy && !share.owns(one.job.shard()));
    Instant now = parts.clock().instant();
    for (Waiting one : new ArrayList<>(waiting.values())) {
      if (stopping || underWay.size() >= parts.config().maxUploads()) {
        return;
      }
      if (!one.busy && !one.notBefore.isAfter(now)) {
        begin(one);
      }
    }
  }

  /** Begins nothing from now on; an upload under way may end or be repeated by others. */
  void stop() {
    stopping = true;
  }

  private void begin(Waiting one) {
    one.busy = true;
    Future<Boolean> work = Future.succeededFuture().compose(v -> uploading.run(one.job.id()));
    underWay.add(work);
    work.onSuccess(submit -> over(one, submit))
        .onFailure(failure -> later(one, failure))
        .onComplete(
            done -> {
              one.busy = false;
              underWay.remove(work);
              run();
            });
  }

  private void over(Waiting one, boolean submit) {
    waiting.remove(one.job.id());
    if (submit && share.owns(one.job.shard()) && !stopping) {
      ready.accept(one.job);
    }
  }

  private void later(Waiting one, Throwable failure) {
    Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(one.failures, LONGEST_PAUSE_STEPS));
    if (one.failures++ == 0) {
      LOG.atWarn()
          .addKeyValue("jobId", one.job.id())
          .addKeyValue("cause", failure.getClass().getSimpleName())
          .log("The files of a job could not be handed over to KIE; they are tried again");
    }
    one.notBefore = parts.clock().instant().plus(pause);
  }

  /** Jobs whose files are not all at KIE. */
  List<Long> all() {
    return List.copyOf(waiting.keySet());
  }
}
