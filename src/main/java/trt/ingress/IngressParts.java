package trt.ingress;

import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.ext.web.Router;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import java.util.function.LongSupplier;
import trt.bus.Addresses;
import trt.bus.Bus;
import trt.bus.UpdatesArrived;
import trt.config.HttpConfig;
import trt.config.IngressConfig;
import trt.config.Secret;
import trt.kie.CallbackSigner;
import trt.postgres.Db;
import trt.postgres.InboxStore;
import trt.postgres.KieEventStore;
import trt.tracing.Trail;

/**
 * What the unit is made of.
 *
 * @param secret what Telegram must send along with every update
 * @param lastUpdate epoch seconds of the last acknowledged update
 * @param backlog how many committed updates wait for their turn, a few seconds old at most
 * @param health adds the health routes to the public port
 * @param listening is told the port, which matters when port 0 was asked for
 */
public record IngressParts(
    int feedId,
    Secret secret,
    HttpConfig http,
    IngressConfig config,
    Db db,
    InboxStore inbox,
    KieEventStore kieEvents,
    CallbackSigner signer,
    Bus bus,
    MeterRegistry meters,
    AtomicLong lastUpdate,
    LongSupplier backlog,
    Consumer<Router> health,
    IntConsumer listening,
    Trail trail) {
  /** A commit loop for one event loop, which announces what is new. */
  GroupCommit newCommit() {
    return new GroupCommit(
        inbox,
        db::dedicatedConnection,
        config,
        new Overload(backlog, config.backlogRows()),
        fresh -> bus.publish(Addresses.UPDATES, new UpdatesArrived(fresh)),
        System::nanoTime);
  }
}
