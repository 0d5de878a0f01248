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
import trt.leases.Share;
import trt.supervision.Pulse;

/** The shell: hints, a sweep and a ticking poll drive the rounds. */
public final class GenerationVerticle extends VerticleBase {
  private static final Logger LOG = LoggerFactory.getLogger(GenerationVerticle.class);
  private static final long TICK_MS = 100;
  private static final long BEAT_MS = 1_000;

  private final GenerationParts parts;
  private final Share share;
  private final Pulse pulse;
  private final SubmitRound submits;
  private final PollRound polls;
  private final StuckRound stuck;
  private final Adoption adoption;
  private final List<Bus.Registration> registrations = new ArrayList<>();
  private final Set<Future<?>> underWay = new HashSet<>();
  private boolean stopping;
  private boolean outage;

  /** The instance that works on this share. */
  public GenerationVerticle(GenerationParts parts, Share share, Pulse pulse) {
    this.parts = parts;
    this.share = share;
    this.pulse = pulse;
    Settlement settlement = new Settlement(parts);
    this.polls = new PollRound(parts, share, settlement);
    this.submits = new SubmitRound(parts, share, settlement, polls::follow, this::pause);
    this.adoption = new Adoption(parts, share, submits, polls);
    this.stuck = new StuckRound(parts, share, settlement, polls, adoption);
  }

  @Override
  public Future<?> start() {
    registrations.add(
        parts
            .bus()
            .serve(
                Addresses.JOBS,
                hint -> {
                  submit();
                  return Future.succeededFuture();
                }));
    registrations.add(parts.bus().serve(Addresses.CALLBACKS, adoption::calledBack));
    registrations.add(
        parts
            .bus()
            .serve(
                Addresses.DISTANT_CALLBACKS,
                hint -> {
                  polls.wakeShard(hint.shard());
                  return Future.succeededFuture();
                }));
    registrations.add(parts.bus().serve(Addresses.SHARES, changed -> sharesChanged()));
    vertx.setPeriodic(
        TICK_MS,
        tick -> {
          if (!stopping) {
            int looked = polls.run();
            LOG.atTrace().addKeyValue("jobs", looked).log("Looked");
          }
        });
    // Every step of a sweep is limited in time, yet a slow database may stretch the whole beyond
    // the
    // limit of silence: an outage is no death.
    vertx.setPeriodic(BEAT_MS, tick -> pulse.beat());
    sweep().onComplete(done -> {});
    return Future.succeededFuture();
  }

  /** Submits nothing new and waits for the submissions under way: their answers name paid tasks. */
  @Override
  public Future<?> stop() {
    stopping = true;
    Future<?> closed = Future.join(registrations.stream().map(Bus.Registration::close).toList());
    return closed.eventually(() -> Future.join(List.copyOf(underWay)).otherwiseEmpty());
  }

  private Future<Void> sweep() {
    if (stopping) {
      return Future.succeededFuture();
    }
    submit();
    return stuck
        .run()
        .onSuccess(found -> outage = false)
        .onFailure(this::outage)
        .<Void>mapEmpty()
        .otherwiseEmpty()
        .onComplete(
            done ->
                vertx.setTimer(
                    parts.config().sweepEvery().toMillis(), timer -> sweep().onComplete(v -> {})));
  }

  private Future<Void> sharesChanged() {
    polls.leave(share::owns);
    submit();
    return stuck.run().onFailure(this::outage).<Void>mapEmpty().otherwiseEmpty();
  }

  private Future<Void> pause(Duration length) {
    return vertx.timer(length.toMillis(), TimeUnit.MILLISECONDS).mapEmpty();
  }

  private void submit() {
    if (stopping) {
      return;
    }
    Future<Integer> round = submits.run();
    underWay.add(round);
    round.onFailure(this::outage).onComplete(done -> underWay.remove(round));
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
