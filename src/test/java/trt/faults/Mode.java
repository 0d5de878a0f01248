package trt.faults;

import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.function.Consumer;
import trt.testing.Frozen;
import trt.testing.TestPostgres;

/**
 * A way in which something the bot depends on is away, made for real and taken back.
 *
 * @param name as in {@code docs/operations.md}
 * @param begin breaks it; what it returns repairs it
 */
record Mode(String name, Begin begin) {
  /** Breaks something and says how to repair it. */
  interface Begin {
    AutoCloseable at(Rig rig);
  }

  static List<Mode> all() {
    return List.of(
        new Mode("Redis stops", Mode::redisStops),
        wire("Redis does not answer", "redis", ChaosProxy.Wire.BLACK_HOLE),
        new Mode("PostgreSQL stops", Mode::databaseStops),
        new Mode("PostgreSQL is frozen", rig -> frozen(rig.database().freeze())),
        wire("PostgreSQL refuses connections", "postgres", ChaosProxy.Wire.REFUSE),
        new Mode("PostgreSQL is read-only", Mode::readOnly),
        slow("PostgreSQL answers 0.2 s late", "postgres", 200),
        wire("KIE refuses connections", "kie", ChaosProxy.Wire.REFUSE),
        wire("KIE does not answer", "kie", ChaosProxy.Wire.BLACK_HOLE),
        kie("KIE answers 500", new JsonObject().put("create", "http-500")),
        slow("KIE answers 1.5 s late", "kie", 1_500),
        kie("KIE calls back never", new JsonObject().put("callbacks", "none")),
        wire("Telegram refuses connections", "telegram", ChaosProxy.Wire.REFUSE),
        wire("Telegram does not answer", "telegram", ChaosProxy.Wire.BLACK_HOLE),
        new Mode("an event loop is blocked", Mode::blocked));
  }

  private static Mode wire(String name, String to, ChaosProxy.Wire kind) {
    return new Mode(name, rig -> changed(rig, to, wire -> wire.set(kind)));
  }

  private static Mode slow(String name, String to, long milliseconds) {
    return new Mode(name, rig -> changed(rig, to, wire -> wire.delay(milliseconds)));
  }

  private static AutoCloseable changed(Rig rig, String to, Consumer<ChaosProxy> change) {
    ChaosProxy wire = rig.wire(to);
    wire.cutAll();
    change.accept(wire);
    return () -> {
      wire.repair();
      wire.cutAll();
    };
  }

  private static Mode kie(String name, JsonObject switches) {
    return new Mode(
        name,
        rig -> {
          rig.kie().control().breakThings(switches);
          return rig.kie().control()::repair;
        });
  }

  private static AutoCloseable redisStops(Rig rig) {
    rig.redisGoes();
    return rig::redisComesBack;
  }

  private static AutoCloseable databaseStops(Rig rig) {
    rig.database().stopAtOnce();
    return rig::databaseIsBack;
  }

  private static AutoCloseable frozen(Frozen server) {
    return server;
  }

  /** Said from another database: this one could not be told to write again. */
  private static AutoCloseable readOnly(Rig rig) {
    String beside = rig.database().uri().replaceFirst("/postgres$", "/template1");
    TestPostgres.execute(beside, "ALTER DATABASE postgres SET default_transaction_read_only = on");
    rig.wire("postgres").cutAll();
    return () -> {
      TestPostgres.execute(beside, "ALTER DATABASE postgres RESET default_transaction_read_only");
      rig.wire("postgres").cutAll();
    };
  }

  /** The loop that routes the next update stands still in the middle of it. */
  private static AutoCloseable blocked(Rig rig) {
    rig.first().holdAt("routing.committed", 1);
    return rig.first()::release;
  }
}
