package trt.generation;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import trt.bus.Addresses;
import trt.bus.Bus;
import trt.bus.JobQueued;
import trt.bus.ShardHasWork;
import trt.bus.SharesChanged;
import trt.domain.job.WaitingLine;
import trt.leases.Share;
import trt.postgres.LiveJobStore.Brief;
import trt.supervision.Pulse;

/** The shell: hints, a sweep and a ticking poll drive the rounds. */
public final class GenerationVerticle extends VerticleBase {
  private static final Logger LOG = LoggerFactory.getLogger(GenerationVerticle.class);
  private static final long TICK_MS = 100;
  private static final long BEAT_MS = 1_000;

  private final GenerationParts parts;
  private final Share share;
  private final Pulse pulse;
  private final WaitingLine line;
  private final SubmitRound submits;
  private final PollRound polls;
  private final UploadRound uploads;
  private final SweepRound sweeps;
  private final PlaceRound places;
  private final Adoption adoption;
  private final List<Bus.Registration> registrations = new ArrayList<>();
  private final Set<Long> hinted = new HashSet<>();
  private boolean reload = true;
  private boolean taking;
  private boolean stopping;
  private boolean outage;

  /** The instance that works on this share. */
  public GenerationVerticle(GenerationParts parts, Share share, Pulse pulse) {
    this.parts = parts;
    this.share = share;
    this.pulse = pulse;
    this.line = new WaitingLine();
    Gate gate = new Gate();
    Settlement settlement = new Settlement(parts);
    Siblings siblings = new Siblings(parts);
    Noting noting = new Noting(parts.stores(), this::pause);
    SalesStop sales = new SalesStop(parts, noting);
    Progress progress = new Progress(parts);
    Ending ending = new Ending(parts, settlement, siblings, sales);
    this.polls = new PollRound(parts, share, ending, progress);
    Submitting submitting = new Submitting(parts, settlement, noting, sales, gate, polls::follow);
    this.submits = new SubmitRound(parts, share, line, gate, submitting);
    this.adoption = new Adoption(parts, share, noting, siblings, settlement, polls);
    StuckRound stuck = new StuckRound(parts, settlement, noting, adoption);
    this.uploads =
        new UploadRound(parts, share, new Uploading(parts, settlement), this::canBeSubmitted);
    this.sweeps = new SweepRound(parts, share, line, uploads, polls, stuck, adoption);
    this.places = new PlaceRound(parts, line, submits, progress);
  }

  @Override
  public Future<?> start() {
    Bus bus = parts.bus();
    registrations.add(bus.serve(Addresses.JOBS, this::queued));
    registrations.add(bus.serve(Addresses.CALLBACKS, adoption::calledBack));
    registrations.add(bus.serve(Addresses.DISTANT_CALLBACKS, this::distant));
    registrations.add(bus.serve(Addresses.SHARES, this::sharesChanged));
    vertx.setPeriodic(
        TICK_MS,
        tick -> {
          if (!stopping) {
            uploads.run();
            int looked = polls.run();
            LOG.atTrace().addKeyValue("jobs", looked).log("Looked");
          }
        });
    // Every step of a sweep is limited in time, yet a slow database may stretch the whole beyond
    // the limit of silence: an outage is no death.
    vertx.setPeriodic(BEAT_MS, tick -> pulse.beat());
    sweep().onComplete(done -> {});
    return Future.succeededFuture();
  }

  /** Submits nothing new and waits for the submissions under way: their answers name paid tasks. */
  @Override
  public Future<?> stop() {
    stopping = true;
    uploads.stop();
    parts.board().takeDown(line);
    Future<?> closed = Future.join(registrations.stream().map(Bus.Registration::close).toList());
    return closed.eventually(submits::stop);
  }

  /** How many running jobs are looked at from here. */
  int followed() {
    return polls.size();
  }

  private Future<Void> queued(JobQueued job) {
    hinted.add(job.jobId());
    takeHinted();
    return Future.succeededFuture();
  }

  /** The next look takes all jobs that were hinted at during the last one. */
  private void takeHinted() {
    if (taking || hinted.isEmpty() || stopping) {
      return;
    }
    taking = true;
    List<Long> jobs = List.copyOf(hinted);
    hinted.clear();
    sweeps
        .take(jobs)
        .onFailure(this::outage)
        .onComplete(
            done -> {
              taking = false;
              submit();
              takeHinted();
            });
  }

  private Future<Void> distant(ShardHasWork hint) {
    polls.wakeShard(hint.shard());
    return sweeps.recallRecent().onFailure(this::outage).otherwiseEmpty();
  }

  private Future<Void> sweep() {
    if (stopping) {
      return Future.succeededFuture();
    }
    boolean everything = reload;
    reload = false;
    return (everything ? sweeps.all() : sweeps.run())
        .compose(found -> submits.lookAtSales())
        .compose(
            looked -> {
              submit();
              return places.run();
            })
        .onSuccess(told -> outage = false)
        .onFailure(
            cause -> {
              reload |= everything;
              outage(cause);
            })
        .<Void>mapEmpty()
        .otherwiseEmpty()
        .onComplete(done -> again());
  }

  private void again() {
    long pause = reload && !outage ? 1 : parts.config().sweepEvery().toMillis();
    vertx.setTimer(pause, timer -> sweep().onComplete(done -> {}));
  }

  /** What came is read at the next sweep, which is soon; what went is left at once. */
  private Future<Void> sharesChanged(SharesChanged changed) {
    polls.leave(share::owns);
    reload = true;
    return Future.succeededFuture();
  }

  private Future<Void> pause(Duration length) {
    return vertx.timer(length.toMillis(), TimeUnit.MILLISECONDS).mapEmpty();
  }

  private void canBeSubmitted(Brief job) {
    submits.join(job);
    submit();
  }

  private void submit() {
    if (!stopping) {
      submits.run().onFailure(this::outage);
    }
  }

  private void outage(Throwable cause) {
    if (!outage) {
      outage = true;
      LOG.atWarn()
          .addKeyValue("cause", cause.getClass().getSimpleName())
          .log(
              "Jobs cannot be read or moved on at the moment; they keep their state and go on when it works");
    }
  }
}
