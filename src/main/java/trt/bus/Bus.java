package trt.bus;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.MessageConsumer;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The only class that touches the event bus. Messages are records, handed over by reference inside
 * this process. A handler that fails or throws is logged with its address and answered at once;
 * left to Vert.x, the asker would wait out its timeout.
 */
public final class Bus {
  private static final Logger LOG = LoggerFactory.getLogger(Bus.class);
  private static final int FAILED = 500;

  private final EventBus bus;

  private Bus(EventBus bus) {
    this.bus = bus;
  }

  /** The bus of this Vert.x. Asked again it gives another handle of the same bus. */
  public static Bus on(Vertx vertx) {
    var bus = vertx.eventBus();
    try {
      bus.registerCodec(new ByReferenceCodec());
    } catch (IllegalStateException alreadyThere) {
      LOG.debug("The codec is registered; Vert.x has no way to ask");
    }
    bus.codecSelector(body -> body instanceof Record ? ByReferenceCodec.NAME : null);
    return new Bus(bus);
  }

  /** Hints to one of the instances that serve the address. Nobody there: nothing happens. */
  public <M extends Record> void tell(Address<M, ?> address, M message) {
    bus.send(address.name(), message, local());
  }

  /** Hints to every instance that serves the address. */
  public <M extends Record> void publish(Address<M, ?> address, M message) {
    bus.publish(address.name(), message, local());
  }

  /** Asks one instance; fails at once when nobody serves the address or the handler fails. */
  public <M extends Record, R> Future<R> ask(Address<M, R> address, M message, Duration within) {
    return bus.<R>request(address.name(), message, local().setSendTimeout(within.toMillis()))
        .map(Message::body);
  }

  /**
   * Serves an address on the caller's event loop until closed, or until its verticle is undeployed.
   */
  public <M extends Record, R> Registration serve(
      Address<M, R> address, Function<M, Future<R>> handler) {
    MessageConsumer<M> consumer =
        bus.localConsumer(address.name(), message -> answer(address, handler, message));
    return consumer::unregister;
  }

  /** A served address. */
  public interface Registration {
    /** No message is handed over after this completes. */
    Future<Void> close();
  }

  private static <M extends Record, R> void answer(
      Address<M, R> address, Function<M, Future<R>> handler, Message<M> message) {
    call(handler, message.body())
        .compose(
            result -> {
              reply(message, result);
              return Future.<Void>succeededFuture();
            })
        .onFailure(cause -> refuse(address, message, cause));
  }

  private static <M, R> Future<R> call(Function<M, Future<R>> handler, M message) {
    try {
      return Objects.requireNonNull(handler.apply(message), "the handler returned no future");
    } catch (Throwable e) { // an Error must not leave the asker waiting either
      return Future.failedFuture(e);
    }
  }

  /** Throws when the answer has a type the bus cannot carry: neither record nor plain value. */
  private static void reply(Message<?> message, @Nullable Object result) {
    if (message.replyAddress() != null) {
      message.reply(result, local());
    }
  }

  private static void refuse(Address<?, ?> address, Message<?> message, Throwable cause) {
    LOG.atError()
        .addKeyValue("address", address)
        .setCause(cause)
        .log("A handler failed; what it was told about stays in the database for the next sweep");
    if (message.replyAddress() != null) {
      message.fail(FAILED, cause.getClass().getSimpleName());
    }
  }

  private static DeliveryOptions local() {
    return new DeliveryOptions().setLocalOnly(true);
  }
}
