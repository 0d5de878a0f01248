package trt.ops;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.ext.web.Router;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import trt.config.OpsConfig;

/**
 * What the unit is made of.
 *
 * @param more adds further routes, such as the console's
 * @param listening is told the port, which matters when port 0 was asked for
 */
public record OpsParts(
    OpsConfig config,
    PrometheusMeterRegistry registry,
    HealthBoard board,
    HealthRoutes health,
    Consumer<Router> more,
    IntConsumer listening) {}
