package trt.delivery;

import io.github.bucket4j.TimeMeter;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import trt.bus.Addresses;
import trt.bus.Bus;
import trt.bus.OutboxFilled;
import trt.bus.Perishable;
import trt.domain.inbox.Shards;
import trt.leases.Share;
import trt.supervision.Pulse;

/** The shell: hints and sweeps fill the lanes, the pace empties them. */
public final class DeliveryVerticle extends VerticleBase {
  private static final Logger LOG = LoggerFactory.getLogger(DeliveryVerticle.class);
  private static final int CAPACITY = 20_000;
  private static final int RESERVED_FOR_ANSWERS = 32;
  private static final Duration OUTAGE_PAUSE = Duration.ofSeconds(1);

  private final DeliveryParts parts;
  private final Share share;
  private final Pulse pulse;
  private final Lanes lanes;
  private final Pace pace;
  private final Sweep sweep;
  private final Passing passing;
  private final Alarm alarm;
  private final DeliveryRound round;
  private final List<Bus.Registration> registrations = new ArrayList<>();
  private final Set<Future<?>> inFlight = new HashSet<>();
  private boolean looking;
  private boolean lookAgain;
  private boolean stopping;
  private boolean outage;

  /** The instance that works on this share. */
  public DeliveryVerticle(DeliveryParts parts, Share share, Pulse pulse) {
    this.parts = parts;
    this.share = share;
    this.pulse = pulse;
    this.pace = new Pace(parts.config(), parts.bot(), TimeMeter.SYSTEM_NANOTIME, () -> vertx);
    this.round =
        new DeliveryRound(
            parts,
            parts.stores().outbox().sentBy(parts.node() + "/" + UUID.randomUUID()),
            pace,
            share,
            System::nanoTime);
    this.lanes = new Lanes(CAPACITY, new Unclear(parts.config())::after);
    this.alarm = new Alarm(() -> vertx, this::next);
    this.passing = new Passing(parts, share, lanes, pace);
    this.sweep = new Sweep(parts.stores().waiting(), parts.bot(), lanes, System::nanoTime);
  }

  @Override
  public Future<?> start() {
    registrations.add(parts.bus().serve(Addresses.OUTBOX, this::filled));
    registrations.add(parts.bus().serve(Addresses.PERISHABLES, this::perishable));
    registrations.add(parts.bus().serve(Addresses.SHARES, changed -> sharesChanged()));
    return sweep();
  }

  /** Takes nothing new, waits for the calls under way. What is left is in the database. */
  @Override
  public Future<?> stop() {
    stopping = true;
    alarm.cancel();
    Future<?> closed = Future.join(registrations.stream().map(Bus.Registration::close).toList());
    return closed.eventually(() -> Future.join(List.copyOf(inFlight)).otherwiseEmpty());
  }

  private Future<Void> filled(OutboxFilled filled) {
    long now = System.nanoTime();
    filled.messages().stream()
        .filter(message -> share.owns(message.shard()))
        .forEach(message -> lanes.add(message, now));
    next();
    return Future.succeededFuture();
  }

  /** What came with other shards is found at once; what went is left to those who hold it now. */
  private Future<Void> sharesChanged() {
    lanes.leave(share::owns);
    return look();
  }

  private Future<Void> sweep() {
    pulse.beat();
    if (stopping) {
      return Future.succeededFuture();
    }
    return look()
        .onComplete(
            swept ->
                vertx.setTimer(
                    parts.config().sweepEvery().toMillis(), timer -> sweep().onComplete(v -> {})));
  }

  private Future<Void> look() {
    parts.bot().resize((double) share.ownership().count() / Shards.COUNT);
    lookAgain = looking;
    if (looking) {
      return Future.succeededFuture();
    }
    looking = true;
    return sweep
        .run(share.shards())
        .onFailure(this::outage)
        .otherwiseEmpty()
        .onComplete(
            looked -> {
              looking = false;
              next();
            })
        .compose(v -> lookAgain && !stopping ? look() : Future.succeededFuture());
  }

  /** Begins what may begin; sets the alarm for what may begin later. */
  private void next() {
    long now = System.nanoTime();
    lanes.wake(now);
    while (!stopping) {
      int limit = parts.config().inFlight();
      if (inFlight.size() >= limit + RESERVED_FOR_ANSWERS) {
        return;
      }
      Optional<Entry> entry = lanes.take(inFlight.size() >= limit);
      if (entry.isEmpty() || !begin(entry.get(), now)) {
        break;
      }
    }
    if (!stopping) {
      lanes.due().ifPresent(due -> alarm.by(due, now));
    }
  }

  /** False when the bot may not send now: the others need not be asked. */
  private boolean begin(Entry entry, long now) {
    long chat = entry.message().chatKey();
    boolean ordered = entry.message().isOrdered();
    if (entry.unrecorded().isPresent()) {
      run(entry);
      return true;
    }
    if (!share.owns(entry.message().shard())) {
      lanes.forget(entry);
      return true;
    }
    long wait = entry.waitNanos(now);
    if (wait > 0) {
      lanes.park(entry, now + wait);
      return true;
    }
    long botWait = pace.botWait(!ordered);
    if (botWait > 0) {
      lanes.putBack(entry);
      alarm.by(now + botWait, now);
      return false;
    }
    long chatWait = ordered ? pace.chatWait(chat) : 0;
    if (chatWait > 0) {
      lanes.park(entry, now + chatWait);
    } else if (ordered && !pace.take(chat)) {
      lanes.putBack(entry);
      alarm.by(now + 1, now);
      return false;
    } else {
      run(entry);
    }
    return true;
  }

  private void run(Entry entry) {
    entry.begins(lanes.last(entry));
    Future<Void> call = round.run(entry).compose(next -> follow(entry, next));
    inFlight.add(call);
    call.onComplete(
        result -> {
          inFlight.remove(call);
          outage = outage && result.failed();
          if (result.failed()) {
            outage(result.cause());
            lanes.park(entry, System.nanoTime() + OUTAGE_PAUSE.toNanos());
          }
          next();
        });
  }

  private Future<Void> follow(Entry entry, DeliveryRound.Next next) {
    if (next instanceof DeliveryRound.Next.Done) {
      lanes.done(entry);
    } else if (next instanceof DeliveryRound.Next.Left) {
      lanes.forget(entry);
    } else if (next instanceof DeliveryRound.Next.Wait wait) {
      entry.attempted(wait.unclear());
      lanes.park(entry, System.nanoTime() + wait.pause().toNanos());
    } else if (next instanceof DeliveryRound.Next.Instead instead) {
      lanes.replace(entry, instead.call(), System.nanoTime());
    } else {
      List<Entry> behind = lanes.behind(entry);
      return round
          .drop(behind)
          .onSuccess(v -> lanes.dropped(behind))
          .onFailure(this::outage)
          .otherwiseEmpty()
          .onSuccess(v -> lanes.done(entry));
    }
    return Future.succeededFuture();
  }

  private Future<Void> perishable(Perishable message) {
    if (!stopping && inFlight.size() < parts.config().inFlight()) {
      passing
          .begin(message)
          .ifPresent(
              call -> {
                inFlight.add(call);
                call.onComplete(
                    done -> {
                      inFlight.remove(call);
                      passing.ended(message, call);
                      next();
                    });
              });
    }
    return Future.succeededFuture();
  }

  private void outage(Throwable cause) {
    if (!outage) {
      outage = true;
      LOG.atWarn()
          .addKeyValue("cause", cause.getClass().getSimpleName())
          .log(
              "The outbox cannot be read or recorded at the moment; messages wait there and go out when it can");
    }
  }
}
