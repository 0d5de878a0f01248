package trt.leases;

import io.micrometer.core.instrument.Counter;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import trt.bus.Addresses;
import trt.bus.SharesChanged;
import trt.supervision.Pulse;

/** The shell: one look after the other; at the end everything is given back. One instance. */
public final class LeaseVerticle extends VerticleBase {
  private static final Logger LOG = LoggerFactory.getLogger(LeaseVerticle.class);

  private final LeaseParts parts;
  private final Pulse pulse;
  private final LeaseRound round;
  private final Neighbours neighbours;
  private final Counter inherited;
  private Future<?> running = Future.succeededFuture();
  private boolean stopping;
  private boolean outage;
  private long timer;

  /** The only instance of its node. */
  public LeaseVerticle(LeaseParts parts, Pulse pulse) {
    this.parts = parts;
    this.pulse = pulse;
    this.neighbours = parts.neighbours().get();
    this.round =
        new LeaseRound(
            parts.store(),
            parts.connector(),
            parts.ownership(),
            parts.config().margin(),
            System::nanoTime);
    this.inherited =
        Counter.builder("trt.leases.inherited")
            .description("Shards taken over from nodes that did not give them back")
            .register(parts.meters());
  }

  /** Done after the first look, so that the units after this one find their shares. */
  @Override
  public Future<?> start() {
    neighbours.open();
    return look();
  }

  /** The units that work on the shards have stopped before. */
  @Override
  public Future<?> stop() {
    stopping = true;
    vertx.cancelTimer(timer);
    return running
        .otherwiseEmpty()
        .eventually(neighbours::close)
        .compose(v -> round.leave())
        .onFailure(
            cause ->
                LOG.atWarn()
                    .addKeyValue("cause", cause.getClass().getSimpleName())
                    .log("The leases could not be given back; others take them when they expire"))
        .otherwiseEmpty();
  }

  private Future<Void> look() {
    pulse.beat();
    Future<Void> looked =
        round
            .run()
            .onSuccess(this::renewed)
            .onFailure(this::outage)
            .<Void>mapEmpty()
            .otherwiseEmpty()
            .onComplete(done -> schedule());
    running = looked;
    return looked;
  }

  private void schedule() {
    if (!stopping) {
      timer = vertx.setTimer(parts.config().every().toMillis(), due -> look().onComplete(v -> {}));
    }
  }

  private void renewed(LeaseRound.Renewed renewed) {
    if (outage) {
      outage = false;
      LOG.info("The leases are renewed again");
    }
    if (renewed.changed()) {
      inherited.increment(renewed.inherited().size());
      LOG.atInfo()
          .addKeyValue("shards", parts.ownership().count())
          .addKeyValue("inherited", renewed.inherited().size())
          .log("This node works on another part of the chats");
      parts.bus().publish(Addresses.SHARES, new SharesChanged(renewed.inherited()));
    }
  }

  private void outage(Throwable cause) {
    if (!outage) {
      outage = true;
      LOG.atWarn()
          .addKeyValue("cause", cause.getClass().getSimpleName())
          .log("The leases cannot be renewed; work stops when they run out, and goes on after");
    }
  }
}
