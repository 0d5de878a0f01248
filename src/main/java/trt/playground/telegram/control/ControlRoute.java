package trt.playground.telegram.control;

import io.vertx.core.Future;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.RoutingContext;
import java.util.function.Function;
import trt.playground.telegram.http.Answers;
import trt.playground.telegram.state.World;
import trt.playground.telegram.wire.ApiError;

/** How every control route answers: like the Bot API, and only after the journal has it. */
final class ControlRoute {
  private final World world;

  ControlRoute(World world) {
    this.world = world;
  }

  /** Answers with what the action returns, or with its refusal. */
  void add(Route route, Function<RoutingContext, Future<?>> action) {
    route.handler(
        ctx ->
            perform(ctx, action)
                .compose(result -> world.journal().written().map(result))
                .onSuccess(result -> Answers.ok(ctx, result))
                .onFailure(e -> Answers.refused(ctx, refusal(e))));
  }

  /** The JSON body, empty if there is none. */
  static JsonObject body(RoutingContext ctx) {
    try {
      return new JsonObject()
          .mergeIn(ctx.body().isEmpty() ? new JsonObject() : ctx.body().asJsonObject());
    } catch (DecodeException | ClassCastException e) {
      throw ApiError.badRequest("the body must be a JSON object");
    }
  }

  private static Future<?> perform(RoutingContext ctx, Function<RoutingContext, Future<?>> action) {
    try {
      return action.apply(ctx);
    } catch (RuntimeException e) {
      return Future.failedFuture(e);
    }
  }

  /** A value of the wrong type in the body shows as a class cast. */
  private static ApiError refusal(Throwable e) {
    if (e instanceof ApiError refusal) {
      return refusal;
    }
    return e instanceof ClassCastException || e instanceof IllegalArgumentException
        ? ApiError.badRequest("wrong value in the body")
        : ApiError.of(500, "Internal Server Error");
  }
}
