package trt.playground.kie;

import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import org.jspecify.annotations.Nullable;

/** Answers as KIE gives them: HTTP 200 and a code inside; and answers as they break. */
final class Answers {
  private Answers() {}

  static void ok(RoutingContext call, @Nullable Object data) {
    send(call, envelope(200, "success", data));
  }

  static void refuse(RoutingContext call, int code, String message) {
    send(call, envelope(code, message, null));
  }

  static JsonObject envelope(int code, String message, @Nullable Object data) {
    return new JsonObject().put("code", code).put("msg", message).put("data", data);
  }

  static void send(RoutingContext call, JsonObject body) {
    call.response()
        .putHeader("Content-Type", "application/json;charset=UTF-8")
        .end(body.toBuffer())
        .onComplete(done -> {});
  }

  /** Breaks the answer as told; false = nothing is to be broken. */
  static boolean broke(RoutingContext call, String fault) {
    HttpServerResponse response = call.response();
    switch (fault) {
      case "ok", "lost-answer" -> {
        return false;
      }
      case "http-500" ->
          response.setStatusCode(500).end("Internal Server Error").onComplete(done -> {});
      case "html-502" ->
          response
              .setStatusCode(502)
              .putHeader("Content-Type", "text/html")
              .end("<html><head><title>502 Bad Gateway</title></head></html>")
              .onComplete(done -> {});
      case "truncated" -> {
        response.putHeader("Content-Length", "400").write("{\"code\":200,\"ms").onComplete(d -> {});
        cut(call);
      }
      case "cut" -> cut(call);
      case "silent" -> response.exceptionHandler(gone -> {});
      default -> refuse(call, Integer.parseInt(fault.substring("code-".length())), words(fault));
    }
    return true;
  }

  /** The body of a call; empty when there is none or it is not JSON. */
  static JsonObject json(RoutingContext call) {
    try {
      JsonObject body = call.body().asJsonObject();
      return body == null ? new JsonObject() : body;
    } catch (DecodeException e) {
      return new JsonObject();
    }
  }

  static void cut(RoutingContext call) {
    call.request().connection().close().onComplete(done -> {});
  }

  private static String words(String fault) {
    return switch (fault) {
      case "code-401" -> "Unauthorized – Authentication failed.";
      case "code-402" -> "Credits insufficient";
      case "code-429" -> "Your call frequency is too high. Please try again later.";
      case "code-455" -> "The server is currently being maintained, please try again later~";
      default -> "Server exception, please try again later";
    };
  }
}
