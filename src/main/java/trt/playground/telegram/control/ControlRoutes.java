package trt.playground.telegram.control;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import trt.playground.telegram.http.PathParams;
import trt.playground.telegram.state.Person;
import trt.playground.telegram.state.World;
import trt.playground.telegram.update.Delivery;
import trt.playground.telegram.update.UpdateQueue;
import trt.playground.telegram.wire.ApiError;

/** {@code /emulator}: chats as they look, the log of calls, faults, the queue of updates. */
public final class ControlRoutes {
  private static final int UPDATES_SHOWN = 100;
  private static final int MOST_TIMES = 1_000_000;

  private final World world;
  private final UpdateQueue updates;
  private final Delivery delivery;
  private final Faults faults;
  private final CallLog calls;

  public ControlRoutes(
      World world, UpdateQueue updates, Delivery delivery, Faults faults, CallLog calls) {
    this.world = world;
    this.updates = updates;
    this.delivery = delivery;
    this.faults = faults;
    this.calls = calls;
  }

  /** Adds the routes. */
  public void mount(Router router) {
    ControlRoute route = new ControlRoute(world);
    route.add(router.get("/emulator/chats/:chat"), this::chat);
    route.add(router.get("/emulator/calls"), this::calls);
    route.add(
        router.delete("/emulator/calls"),
        ctx -> {
          calls.clear();
          return Future.succeededFuture(true);
        });
    route.add(router.get("/emulator/faults"), ctx -> Future.succeededFuture(faults()));
    route.add(router.post("/emulator/faults"), this::fault);
    route.add(
        router.delete("/emulator/faults"),
        ctx -> {
          faults.clear();
          delivery.copies(1);
          return Future.succeededFuture(true);
        });
    route.add(router.get("/emulator/updates"), ctx -> Future.succeededFuture(waiting()));
    route.add(router.post("/emulator/updates"), this::inject);
    route.add(router.post("/emulator/webhook"), this::webhook);
  }

  private Future<?> chat(RoutingContext ctx) {
    long id = PathParams.id(ctx, "chat");
    Person person = world.people().find(id).orElseThrow(() -> ApiError.of(404, "Not Found: chat"));
    return Future.succeededFuture(
        new JsonObject()
            .put("person", person.toJson())
            .put("bot", world.bot().user())
            .put(
                "description",
                world.bot().text("description", person.user().getString("language_code"), ""))
            .put("commands", world.bot().commandsFor(id, person.user().getString("language_code")))
            .put("undelivered", new JsonArray(updates.undelivered(id)))
            .put("messages", new JsonArray(world.chats().all(id))));
  }

  private Future<?> calls(RoutingContext ctx) {
    List<String> method = ctx.queryParam("method");
    List<String> after = ctx.queryParam("after");
    long first = after.isEmpty() ? 0 : Long.parseLong(after.get(0));
    JsonArray found = new JsonArray();
    calls.all().stream()
        .filter(c -> c.number() > first)
        .filter(c -> method.isEmpty() || c.method().equalsIgnoreCase(method.get(0)))
        .forEach(c -> found.add(c.toJson()));
    return Future.succeededFuture(found);
  }

  private JsonArray faults() {
    JsonArray waiting = new JsonArray();
    faults.waiting().forEach(fault -> waiting.add(fault.toJson()));
    return waiting;
  }

  private Future<?> fault(RoutingContext ctx) {
    Fault fault = Fault.from(ControlRoute.body(ctx));
    if (fault.times() < 1 || fault.times() > MOST_TIMES) {
      throw ApiError.badRequest("times must be between 1 and " + MOST_TIMES);
    }
    faults.add(fault);
    return Future.succeededFuture(fault.toJson());
  }

  private JsonObject waiting() {
    JsonArray oldest = new JsonArray();
    updates.oldest(UPDATES_SHOWN).forEach(update -> oldest.add(update.body()));
    return new JsonObject().put("webhook", delivery.info()).put("oldest", oldest);
  }

  private Future<?> inject(RoutingContext ctx) {
    return Future.succeededFuture(
        new JsonObject().put("update_id", updates.inject(ControlRoute.body(ctx))));
  }

  private Future<?> webhook(RoutingContext ctx) {
    delivery.copies(Math.max(1, ControlRoute.body(ctx).getInteger("copies", 1)));
    return Future.succeededFuture(delivery.info());
  }
}
