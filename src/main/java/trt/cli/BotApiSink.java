package trt.cli;

import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongConsumer;

/** Telegram's side of a load run: says yes to every call at once, and tells who got a message. */
final class BotApiSink {
  private final LongConsumer messageFor;
  private final AtomicInteger messageIds = new AtomicInteger();
  private final AtomicReference<JsonObject> webhook =
      new AtomicReference<>(new JsonObject().put("url", ""));

  BotApiSink(LongConsumer messageFor) {
    this.messageFor = messageFor;
  }

  /**
   * Listens on loopback.
   *
   * @param port 0 takes a free one
   * @return the port
   */
  Future<Integer> listen(Vertx vertx, int port) {
    AtomicInteger actual = new AtomicInteger();
    return vertx
        .deployVerticle(() -> new SinkVerticle(port, actual), new DeploymentOptions())
        .map(deployed -> actual.get());
  }

  private final class SinkVerticle extends VerticleBase {
    private final int port;
    private final AtomicInteger actual;

    SinkVerticle(int port, AtomicInteger actual) {
      this.port = port;
      this.actual = actual;
    }

    @Override
    public Future<?> start() {
      return vertx
          .createHttpServer()
          .requestHandler(
              request -> request.body().onSuccess(body -> answer(request, parameters(body))))
          .listen(port, "127.0.0.1")
          .onSuccess(server -> actual.set(server.actualPort()));
    }
  }

  private void answer(HttpServerRequest request, JsonObject params) {
    String path = String.valueOf(request.path());
    String method = path.substring(path.lastIndexOf('/') + 1);
    Object chat = params.getValue("chat_id");
    boolean message = method.startsWith("send") || method.startsWith("edit");
    if (message && !method.equals("sendChatAction") && chat instanceof Number id) {
      messageFor.accept(id.longValue());
    }
    JsonObject answer = new JsonObject().put("ok", true).put("result", result(method, params));
    request
        .response()
        .putHeader("Content-Type", "application/json")
        .end(answer.toBuffer())
        .onComplete(sent -> {});
  }

  private Object result(String method, JsonObject params) {
    switch (method) {
      case "getMe":
        return new JsonObject()
            .put("id", 1)
            .put("is_bot", true)
            .put("first_name", "Load")
            .put("username", "load_bot");
      case "getWebhookInfo":
        return java.util.Objects.requireNonNull(webhook.get());
      case "setWebhook":
        webhook.set(params.copy().put("pending_update_count", 0));
        return true;
      case "getUpdates":
        return new JsonArray();
      default:
        return method.equals("sendChatAction") || !method.matches("(send|edit).*")
            ? true
            : message(params);
    }
  }

  private JsonObject message(JsonObject params) {
    Object edited = params.getValue("message_id");
    return new JsonObject()
        .put("message_id", edited instanceof Number ? edited : messageIds.incrementAndGet())
        .put("date", System.currentTimeMillis() / 1000)
        .put("chat", new JsonObject().put("id", params.getValue("chat_id")).put("type", "private"))
        .put("text", params.getValue("text"));
  }

  private static JsonObject parameters(Buffer body) {
    try {
      return body.length() == 0 ? new JsonObject() : body.toJsonObject();
    } catch (DecodeException multipart) {
      return new JsonObject();
    }
  }
}
