package trt.supervision;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.util.function.Consumer;

/**
 * What every supervised unit is given.
 *
 * @param context the one event loop on which all state changes
 * @param giveUp told the cause when a unit has used up its restarts
 */
record Surroundings(
    Vertx vertx,
    Context context,
    SupervisionPolicy policy,
    SupervisionClock clock,
    SupervisionListener listener,
    Consumer<Throwable> giveUp) {}
