package trt.playground.telegram.http;

import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import trt.playground.telegram.wire.ApiError;
import trt.playground.telegram.wire.Described;

/** Writes answers the way Telegram does. */
public final class Answers {
  private Answers() {}

  /** 200 with the result. */
  public static void ok(RoutingContext ctx, Object result) {
    JsonObject body = new JsonObject().put("ok", true);
    if (result instanceof Described described) {
      body.put("result", described.result()).put("description", described.description());
    } else {
      body.put("result", result);
    }
    json(ctx, 200, body);
  }

  /** A refusal with its code. */
  public static void refused(RoutingContext ctx, ApiError error) {
    if (error.retryAfter() > 0 && !isGone(ctx.response())) {
      ctx.response().putHeader("Retry-After", Integer.toString(error.retryAfter()));
    }
    json(ctx, error.code(), error.body());
  }

  /** Any other answer. */
  public static void json(RoutingContext ctx, int status, JsonObject body) {
    if (!isGone(ctx.response())) {
      ctx.response()
          .setStatusCode(status)
          .putHeader("Content-Type", "application/json")
          .end(body.toBuffer());
    }
  }

  private static boolean isGone(HttpServerResponse response) {
    return response.ended() || response.closed();
  }
}
