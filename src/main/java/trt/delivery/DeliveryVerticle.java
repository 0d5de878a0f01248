package trt.delivery;

import io.github.bucket4j.TimeMeter;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import trt.bus.Addresses;
import trt.bus.Bus;
import trt.bus.OutboxFilled;
import trt.bus.Perishable;
import trt.leases.Share;
import trt.supervision.Pulse;
import trt.telegram.Reply;

/** The shell: hints and sweeps fill the lanes, the pace empties them. */
public final class DeliveryVerticle extends VerticleBase {
  private static final Logger LOG = LoggerFactory.getLogger(DeliveryVerticle.class);
  private static final int SWEEP_ROWS = 2_000;
  private static final int CAPACITY = 20_000;
  private static final Duration OUTAGE_PAUSE = Duration.ofSeconds(1);

  private final DeliveryParts parts;
  private final Share share;
  private final Pulse pulse;
  private final Lanes lanes = new Lanes(CAPACITY);
  private final Pace pace;
  private final DeliveryRound round;
  private final List<Bus.Registration> registrations = new ArrayList<>();
  private final Set<Future<?>> inFlight = new HashSet<>();
  private boolean stopping;
  private boolean outage;

  /** The instance that works on this share. */
  public DeliveryVerticle(DeliveryParts parts, Share share, Pulse pulse) {
    this.parts = parts;
    this.share = share;
    this.pulse = pulse;
    this.pace = new Pace(parts.config(), share.placement().count(), TimeMeter.SYSTEM_NANOTIME);
    this.round = new DeliveryRound(parts);
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
    Future<?> closed = Future.join(registrations.stream().map(Bus.Registration::close).toList());
    return closed.eventually(() -> Future.join(List.copyOf(inFlight)).otherwiseEmpty());
  }

  private Future<Void> filled(OutboxFilled message) {
    message.messages().stream().filter(m -> isMine(m.shard())).forEach(lanes::add);
    next();
    return Future.succeededFuture();
  }

  private boolean isMine(int shard) {
    return share.owns(shard);
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
    Future<?> found =
        lanes.size() >= SWEEP_ROWS
            ? Future.succeededFuture()
            : round.pending(share.shards(), SWEEP_ROWS).onSuccess(lanes::sweep);
    return found
        .onFailure(this::outage)
        .<Void>mapEmpty()
        .otherwiseEmpty()
        .onComplete(looked -> next());
  }

  private void next() {
    while (!stopping && inFlight.size() < parts.config().inFlight()) {
      Optional<Lanes.Entry> entry = lanes.take();
      if (entry.isEmpty()) {
        return;
      }
      begin(entry.get());
    }
  }

  private void begin(Lanes.Entry entry) {
    if (!isMine(entry.message().shard())) {
      lanes.forget(entry.message().chatKey());
      return;
    }
    Duration wait = round.notBefore(entry);
    if (wait.isZero()) {
      wait = Duration.ofNanos(pace.waitNanos(entry.message().chatKey(), entry.message().method()));
    }
    if (!wait.isZero()) {
      later(entry, wait);
      return;
    }
    Future<DeliveryRound.Next> call = round.run(entry);
    inFlight.add(call);
    call.onComplete(
        result -> {
          inFlight.remove(call);
          if (result.succeeded()) {
            outage = false;
            follow(entry, result.result());
          } else {
            outage(result.cause());
            later(entry, OUTAGE_PAUSE);
          }
          next();
        });
  }

  private void follow(Lanes.Entry entry, DeliveryRound.Next next) {
    if (next instanceof DeliveryRound.Next.Done) {
      lanes.done(entry.message());
    } else if (next instanceof DeliveryRound.Next.Wait wait) {
      entry.attempted(wait.unclear());
      later(entry, wait.pause());
    } else if (next instanceof DeliveryRound.Next.Slow slow) {
      pace.throttled(entry.message().chatKey(), slow.retryAfter());
      later(entry, slow.retryAfter());
    } else if (next instanceof DeliveryRound.Next.Instead instead) {
      lanes.replace(entry.message(), instead.call());
    }
  }

  private void later(Lanes.Entry entry, Duration pause) {
    vertx.setTimer(
        Math.max(1, pause.toMillis() + 1),
        timer -> {
          lanes.free(entry.message().chatKey());
          next();
        });
  }

  /**
   * Sent if nothing of the chat is waiting and the pace allows it now; otherwise it has lost its
   * point. What is committed meanwhile waits for its end: a late progress must not follow a result.
   */
  private Future<Void> perishable(Perishable message) {
    boolean fresh = parts.clock().instant().isBefore(message.expiresAt());
    if (!stopping
        && fresh
        && isMine(message.shard())
        && inFlight.size() < parts.config().inFlight()
        && lanes.occupy(message.chatKey())) {
      if (pace.waitNanos(message.chatKey(), message.method()) == 0) {
        send(message);
      } else {
        lanes.free(message.chatKey());
      }
    }
    return Future.succeededFuture();
  }

  private void send(Perishable message) {
    Future<Reply> call = parts.telegram().call(message.method(), new JsonObject(message.params()));
    inFlight.add(call);
    call.onComplete(
        done -> {
          inFlight.remove(call);
          if (done.succeeded() && done.result() instanceof Reply.Throttled throttled) {
            pace.throttled(message.chatKey(), throttled.retryAfter());
          }
          lanes.free(message.chatKey());
          next();
        });
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
