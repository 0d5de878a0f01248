package trt.generation;

import io.vertx.core.Future;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import trt.domain.catalog.GivenFile;
import trt.domain.job.FailReason;
import trt.domain.job.JobEvent;
import trt.domain.job.JobState;
import trt.domain.job.Leeway;
import trt.kie.FailureKind;
import trt.kie.KieUnavailable;
import trt.postgres.JobStore;
import trt.supervision.Failpoint;
import trt.telegram.RefusalKind;
import trt.telegram.TelegramRefused;

/** Hands the files of one job over to KIE, as they come from Telegram, and measures them. */
final class Uploading {
  private static final Set<FailureKind> REFUSALS =
      Set.of(FailureKind.BAD_INPUT, FailureKind.BAD_MEDIA, FailureKind.CONTENT_POLICY);

  private final GenerationParts parts;
  private final Settlement settlement;
  private final OrderFiles files;
  private final Leeway leeway;

  Uploading(GenerationParts parts, Settlement settlement) {
    this.parts = parts;
    this.settlement = settlement;
    this.files = new OrderFiles(parts.catalog());
    this.leeway = new Leeway(parts.config().lengthPercent(), parts.config().lengthSlack());
  }

  /**
   * Uploads what KIE does not have yet.
   *
   * @return true when the job can be submitted, false when it is over or not waiting any more; a
   *     failed future when it makes sense to try again
   */
  Future<Boolean> run(long jobId) {
    return parts.stores().jobs().find(jobId).compose(found -> run(found));
  }

  private Future<Boolean> run(Optional<JobStore.Loaded> found) {
    Optional<JobStore.Loaded> waits = found.filter(job -> job.job().state() == JobState.NEW);
    if (waits.isEmpty()) {
      return Future.succeededFuture(false);
    }
    JobStore.Loaded job = waits.get();
    List<GivenFile> wanted = files.of(job.order());
    if (wanted.isEmpty()) {
      return Future.succeededFuture(true);
    }
    if (job.createdAt().plus(parts.config().waitAtMost()).isBefore(parts.clock().instant())) {
      return end(job, new Flaw(FailReason.FILE_STUCK));
    }
    return all(job, wanted)
        .recover(
            failure ->
                reason(failure)
                    .map(reason -> Future.succeededFuture(Optional.of(new Flaw(reason))))
                    .orElseGet(() -> Future.failedFuture(failure)))
        .compose(flaw -> flaw.map(f -> end(job, f)).orElseGet(() -> Future.succeededFuture(true)));
  }

  private Future<Boolean> end(JobStore.Loaded job, Flaw flaw) {
    return settlement.fail(job, new JobEvent.Unusable(flaw.reason()), flaw.details()).map(false);
  }

  /** One after the other, up to the first that cannot be used. */
  private Future<Optional<Flaw>> all(JobStore.Loaded job, List<GivenFile> wanted) {
    long id = job.job().id();
    Set<GivenFile> priced = files.priced(job.order(), parts.prices().get());
    return parts
        .stores()
        .uploads()
        .of(id)
        .compose(
            there -> {
              Future<Optional<Flaw>> chain = Future.succeededFuture(Optional.empty());
              for (int i = 0; i < wanted.size(); i++) {
                GivenFile file = wanted.get(i);
                int n = i;
                if (!there.containsKey(file.reference())) {
                  chain =
                      chain.compose(
                          flaw ->
                              flaw.isPresent()
                                  ? Future.succeededFuture(flaw)
                                  : one(id, n, file, priced.contains(file)));
                }
              }
              return chain;
            });
  }

  /** A file that is kept was measured before. */
  private Future<Optional<Flaw>> one(long job, int n, GivenFile file, boolean priced) {
    return parts
        .files()
        .open(file.fileId())
        .compose(
            content -> {
              Measured measured = new Measured(content);
              return parts.kie().client().uploads().stream(
                      measured, file.uploadName(), file.facts().mimeType())
                  .compose(
                      url -> {
                        Failpoint.hit("generation.uploaded");
                        Optional<Flaw> flaw =
                            Flaw.ofLength(leeway, file, measured.length(), priced);
                        return flaw.isPresent()
                            ? Future.succeededFuture(flaw)
                            : keep(job, n, file, url).map(flaw);
                      });
            });
  }

  private Future<Void> keep(long job, int n, GivenFile file, URI url) {
    return parts
        .stores()
        .uploads()
        .keep(job, n, file.reference(), url)
        .onSuccess(kept -> Failpoint.hit("generation.upload.kept"));
  }

  /** Why it can never work; empty for failures that pass. */
  private static Optional<FailReason> reason(Throwable failure) {
    if (failure instanceof TelegramRefused refused) {
      return refused.kind() == RefusalKind.UNAUTHORIZED
          ? Optional.empty()
          : Optional.of(FailReason.FILE_GONE);
    }
    return failure instanceof KieUnavailable away && REFUSALS.contains(away.kind())
        ? Optional.of(FailReason.FILE_REFUSED)
        : Optional.empty();
  }
}
