package trt.leases;

import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.pgclient.PgConnection;
import java.util.function.Supplier;
import trt.bus.Bus;
import trt.config.LeasesConfig;
import trt.postgres.LeaseStore;

/**
 * What the unit is made of.
 *
 * @param connector opens a connection to PostgreSQL that is not of the pool
 * @param neighbours makes the way to the other nodes, anew for every life of the unit
 */
public record LeaseParts(
    LeasesConfig config,
    LeaseStore store,
    Supplier<Future<PgConnection>> connector,
    Ownership ownership,
    Supplier<Neighbours> neighbours,
    Bus bus,
    MeterRegistry meters) {}
