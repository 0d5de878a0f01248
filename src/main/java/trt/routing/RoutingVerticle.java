package trt.routing;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import trt.bus.Addresses;
import trt.bus.Bus;
import trt.bus.ShardHasWork;
import trt.bus.SharesChanged;
import trt.bus.UpdatesArrived;
import trt.config.RoutingConfig;
import trt.domain.inbox.PendingUpdate;
import trt.leases.Share;
import trt.postgres.InboxStore;
import trt.postgres.SuspectStore;
import trt.supervision.Pulse;

/**
 * The shell: hints and sweeps fill the mailboxes; three passes at a time empty them, one of heads,
 * one of a crowd, and one of checkouts, which wait for neither.
 */
public final class RoutingVerticle extends VerticleBase {
  private static final int SWEEPS_IN_MEMORY = 10;

  private final RoutingParts parts;
  private final RoutingConfig config;
  private final Share share;
  private final Pulse pulse;
  private final InboxStore inbox;
  private final Mailboxes mailboxes;
  private final Mishaps mishaps;
  private final Suspects suspects;
  private final UpdateReader reader;
  private final Throttle throttle;
  private final BitSet called = new BitSet();
  private final List<Bus.Registration> registrations = new ArrayList<>();
  private List<Slot> slots = List.of();
  private boolean stopping;
  private boolean looking;

  /** The instance that works on this share. */
  public RoutingVerticle(RoutingParts parts, Share share, Pulse pulse) {
    this.parts = parts;
    this.config = parts.config();
    this.share = share;
    this.pulse = pulse;
    this.inbox = parts.stores().inbox();
    this.mailboxes = new Mailboxes(config.sweepRows() * SWEEPS_IN_MEMORY, config.collapseOver());
    this.mishaps = new Mishaps(config.handlerRetries(), parts.meters(), parts.trail());
    this.suspects = new Suspects(new SuspectStore(parts.stores().db(), parts.feedId()));
    this.reader = new UpdateReader(parts.me());
    this.throttle = new Throttle(reader, parts.limiter(), config, System::nanoTime);
  }

  @Override
  public Future<?> start() {
    slots = slots();
    // Nobody knows how the one before ended.
    suspects.inherit(Arrays.stream(share.shards()).map(Short::intValue).toList());
    registrations.add(parts.bus().serve(Addresses.UPDATES, this::arrived));
    registrations.add(parts.bus().serve(Addresses.DISTANT_UPDATES, this::called));
    registrations.add(parts.bus().serve(Addresses.SHARES, this::sharesChanged));
    return sweep();
  }

  private List<Slot> slots() {
    RoutingRound round = new RoutingRound(parts);
    Answers answers = new Answers(parts, reader, round, throttle);
    Passes passes =
        new Passes(
            vertx,
            round,
            mailboxes,
            mishaps,
            suspects,
            throttle,
            config.suspectTakeovers(),
            this::next);
    return List.of(
        new Slot(
            () -> mailboxes.takeCheckouts(mishaps.batch(config.batchCheckouts())),
            heads -> passes.run(heads, answers::checkouts)),
        new Slot(this::takeHeads, heads -> passes.run(heads, answers::ordinary)),
        new Slot(
            mailboxes::takeCrowd,
            heads -> passes.crowd(heads.get(0), answers.crowd(heads.get(0)), answers::ordinary)));
  }

  /** Stops taking, finishes the passes under way. What is left is in the database. */
  @Override
  public Future<?> stop() {
    stopping = true;
    Future<?> closed = Future.join(registrations.stream().map(Bus.Registration::close).toList());
    return closed.eventually(
        () -> Future.join(slots.stream().map(Slot::running).toList()).otherwiseEmpty());
  }

  private Future<Void> arrived(UpdatesArrived message) {
    for (PendingUpdate update : message.updates()) {
      if (share.owns(update.shard())) {
        mailboxes.add(update);
      }
    }
    next();
    return Future.succeededFuture();
  }

  /** Shards called while a look is under way are looked at together, after it. */
  private Future<Void> called(ShardHasWork hint) {
    if (share.owns(hint.shard())) {
      called.set(hint.shard());
      if (!looking) {
        Short[] shards = called.stream().mapToObj(shard -> (short) shard).toArray(Short[]::new);
        called.clear();
        return look(shards);
      }
    }
    return Future.succeededFuture();
  }

  /** What came with other shards is found at once; what went is left to those who hold it now. */
  private Future<Void> sharesChanged(SharesChanged changed) {
    mailboxes.leave(share::owns);
    suspects.leave(share::owns);
    suspects.inherit(changed.inherited().stream().filter(share::owns).toList());
    return look(share.shards());
  }

  private Future<Void> sweep() {
    pulse.beat();
    if (stopping) {
      return Future.succeededFuture();
    }
    return look(share.shards())
        .onComplete(
            swept ->
                vertx.setTimer(
                    config.sweepEvery().toMillis(), timer -> sweep().onComplete(v -> {})));
  }

  private Future<Void> look(Short[] shards) {
    looking = true;
    return suspects
        .recall()
        .compose(
            counts ->
                inbox
                    .checkouts(parts.feedId(), shards, config.sweepRows())
                    .onSuccess(found -> take(found, counts))
                    .compose(found -> lookFurther(shards, counts)))
        .onFailure(mishaps::outage)
        .otherwiseEmpty()
        .compose(
            looked -> {
              looking = false;
              next();
              return called.isEmpty()
                  ? Future.succeededFuture()
                  : called(new ShardHasWork(called.nextSetBit(0)));
            });
  }

  private Future<Void> lookFurther(Short[] shards, Map<Integer, Integer> counts) {
    if (mailboxes.size() >= config.sweepRows()) {
      return Future.succeededFuture();
    }
    return inbox
        .pending(parts.feedId(), shards, config.sweepRows())
        .map(
            found -> {
              take(found, counts);
              if (found.size() < config.sweepRows()) {
                suspects.seen(shards);
              }
              return null;
            });
  }

  private void take(List<PendingUpdate> found, Map<Integer, Integer> counts) {
    suspects.suspect(found, counts, mailboxes::holds);
    found.forEach(mailboxes::add);
    next();
  }

  private void next() {
    if (!stopping) {
      slots.forEach(slot -> slot.fill(this::next));
    }
  }

  /** Those who are fast are asked about beside the passes; nobody waits with them. */
  private List<PendingUpdate> takeHeads() {
    while (true) {
      List<PendingUpdate> heads = mailboxes.takeHeads(mishaps.batch(config.batchHeads()));
      List<PendingUpdate> fast = heads.stream().filter(throttle::mustAsk).toList();
      if (fast.isEmpty()) {
        return heads;
      }
      fast.forEach(this::ask);
      heads.removeAll(fast);
      if (!heads.isEmpty()) {
        return heads;
      }
    }
  }

  private void ask(PendingUpdate update) {
    throttle
        .ask(update)
        .onComplete(
            asked -> {
              mailboxes.again(update);
              next();
            });
  }
}
