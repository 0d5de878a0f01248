package trt.playground.telegram.control;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.FileUpload;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import trt.playground.telegram.http.PathParams;
import trt.playground.telegram.http.RequestReader;
import trt.playground.telegram.state.FileKind;
import trt.playground.telegram.state.Person;
import trt.playground.telegram.state.World;
import trt.playground.telegram.user.Checkout;
import trt.playground.telegram.user.UserActions;
import trt.playground.telegram.wire.ApiError;
import trt.playground.telegram.wire.Upload;

/** {@code /emulator/users}: open accounts and act as their owners. */
public final class UserRoutes {
  private static final long MOST_STARS = 1_000_000_000;

  private final World world;
  private final UserActions actions;
  private final Checkout checkout;
  private final RequestReader reader;

  public UserRoutes(World world, UserActions actions, Checkout checkout, RequestReader reader) {
    this.world = world;
    this.actions = actions;
    this.checkout = checkout;
    this.reader = reader;
  }

  /** Adds the routes. */
  public void mount(Router router) {
    ControlRoute route = new ControlRoute(world);
    route.add(router.get("/emulator/users"), ctx -> Future.succeededFuture(all()));
    route.add(router.post("/emulator/users"), this::register);
    route.add(router.patch("/emulator/users/:user"), this::change);
    route.add(router.post("/emulator/users/:user/messages"), this::send);
    route.add(router.put("/emulator/users/:user/messages/:message"), this::edit);
    route.add(router.post("/emulator/users/:user/callbacks"), this::tap);
    route.add(router.post("/emulator/users/:user/payments"), this::pay);
    route.add(router.post("/emulator/users/:user/stars"), this::buyStars);
    route.add(router.post("/emulator/users/:user/inline"), this::inline);
  }

  private JsonArray all() {
    JsonArray people = new JsonArray();
    world.people().all().forEach(person -> people.add(person.toJson()));
    return people;
  }

  private Future<?> register(RoutingContext ctx) {
    JsonObject body = ControlRoute.body(ctx);
    long id = body.getLong("id", world.people().freeId());
    if (id <= 0 || id >= 1L << 52) {
      throw ApiError.badRequest("user id must be between 1 and 2^52");
    }
    String name = body.getString("first_name", "User " + id).strip();
    if (name.isEmpty() || name.length() > 64) {
      throw ApiError.badRequest("first_name must have 1 to 64 characters");
    }
    String language = body.getString("language_code", "en");
    if (!language.matches("[a-z]{2,3}(-[A-Za-z]{2,4})?")) {
      throw ApiError.badRequest("language_code must be like en or pt-br");
    }
    return Future.succeededFuture(world.people().register(id, name, language).toJson());
  }

  private Future<?> change(RoutingContext ctx) {
    Person person = person(ctx);
    JsonObject body = ControlRoute.body(ctx);
    JsonObject user = person.user();
    if (body.containsKey("blocked")) {
      actions.blocks(person, body.getBoolean("blocked"));
    }
    if (body.containsKey("language_code") || body.containsKey("first_name")) {
      world
          .people()
          .register(
              person.id(),
              body.getString("first_name", user.getString("first_name")),
              body.getString("language_code", user.getString("language_code")));
    }
    return Future.succeededFuture(person.toJson());
  }

  private Future<?> send(RoutingContext ctx) {
    Person person = person(ctx);
    if (!ctx.fileUploads().isEmpty()) {
      return sendFiles(ctx, person);
    }
    JsonObject body = ControlRoute.body(ctx);
    return Future.succeededFuture(
        actions.says(
            person,
            body.getString("text", ""),
            Optional.ofNullable(body.getInteger("reply_to_message_id"))));
  }

  private Future<?> sendFiles(RoutingContext ctx, Person person) {
    FileKind kind =
        FileKind.of(form(ctx, "kind", "document"))
            .orElseThrow(() -> ApiError.badRequest("kind must be photo, video, audio …"));
    List<FileUpload> parts = ctx.fileUploads();
    if (parts.size() > 10) {
      throw ApiError.badRequest("an album has at most 10 files");
    }
    return reader
        .uploads(ctx)
        .compose(
            files -> {
              List<Upload> ordered = new ArrayList<>();
              parts.forEach(part -> ordered.add(files.get(part.name())));
              String seconds = form(ctx, "duration", "0");
              JsonObject facts =
                  new JsonObject()
                      .put("duration", seconds.matches("\\d{1,6}") ? Long.parseLong(seconds) : 0L);
              return actions.sends(person, kind, ordered, form(ctx, "caption", ""), facts);
            });
  }

  private Future<?> edit(RoutingContext ctx) {
    return Future.succeededFuture(
        actions.edits(
            person(ctx),
            (int) PathParams.id(ctx, "message"),
            ControlRoute.body(ctx).getString("text", "")));
  }

  private Future<?> tap(RoutingContext ctx) {
    JsonObject body = ControlRoute.body(ctx);
    String id =
        actions.taps(person(ctx), body.getInteger("message_id", 0), body.getString("data", ""));
    return Future.succeededFuture(new JsonObject().put("id", id));
  }

  private Future<?> pay(RoutingContext ctx) {
    Person person = person(ctx);
    JsonObject body = ControlRoute.body(ctx);
    JsonObject invoice =
        checkout
            .invoice(person, body.getInteger("message_id", 0), body.getString("slug", ""))
            .orElseThrow(() -> ApiError.badRequest("invoice not found"));
    return checkout
        .pay(person, invoice)
        .map(
            result ->
                new JsonObject()
                    .put("outcome", result.outcome().name().toLowerCase(java.util.Locale.ROOT))
                    .put("detail", result.detail())
                    .put("stars", person.stars()));
  }

  private Future<?> buyStars(RoutingContext ctx) {
    Person person = person(ctx);
    long amount = ControlRoute.body(ctx).getLong("amount", 0L);
    if (person.stars() + amount < 0 || person.stars() + amount > MOST_STARS) {
      throw ApiError.badRequest("amount is out of range");
    }
    world.people().earn(person, amount);
    return Future.succeededFuture(person.toJson());
  }

  private Future<?> inline(RoutingContext ctx) {
    JsonObject body = ControlRoute.body(ctx);
    return actions.asksInline(
        person(ctx), body.getString("query", ""), body.getString("offset", ""));
  }

  private Person person(RoutingContext ctx) {
    long id = PathParams.id(ctx, "user");
    return world.people().find(id).orElseThrow(() -> ApiError.of(404, "Not Found: user"));
  }

  private static String form(RoutingContext ctx, String name, String otherwise) {
    String value = ctx.request().getFormAttribute(name);
    return value == null ? otherwise : value;
  }
}
