package trt.playground.telegram;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import io.vertx.ext.web.multipart.MultipartForm;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.imageio.ImageIO;

/** Calls the Bot API the way a bot does, over HTTP, and waits for the answer. */
final class BotApiClient {
  static final String TOKEN = "12345:TEST-token";

  private final WebClient web;
  private final String base;

  BotApiClient(Vertx vertx, String base) {
    this.web = WebClient.create(vertx);
    this.base = base;
  }

  /** The whole body of the answer. */
  @CanIgnoreReturnValue
  JsonObject call(String method, JsonObject params) {
    return await(start(method, params));
  }

  /** The result of a call that must succeed. */
  @CanIgnoreReturnValue
  Object ok(String method, JsonObject params) {
    JsonObject body = call(method, params);
    if (!body.getBoolean("ok")) {
      throw new AssertionError(method + ": " + body);
    }
    return body.getValue("result");
  }

  /** The message a call must return. */
  @CanIgnoreReturnValue
  JsonObject message(String method, JsonObject params) {
    return (JsonObject) ok(method, params);
  }

  /** The refusal a call must end with. */
  String refusal(String method, JsonObject params) {
    JsonObject body = call(method, params);
    if (body.getBoolean("ok")) {
      throw new AssertionError(method + " was not refused: " + body);
    }
    return body.getInteger("error_code") + " " + body.getString("description");
  }

  Future<JsonObject> start(String method, JsonObject params) {
    return web.postAbs(base + "/bot" + TOKEN + "/" + method)
        .sendJsonObject(params)
        .map(BotApiClient::json);
  }

  @CanIgnoreReturnValue
  JsonObject form(String method, MultipartForm form) {
    return json(await(web.postAbs(base + "/bot" + TOKEN + "/" + method).sendMultipartForm(form)));
  }

  HttpResponse<Buffer> get(String path) {
    return await(web.getAbs(base + path).send());
  }

  @CanIgnoreReturnValue
  HttpResponse<Buffer> post(String path, JsonObject body) {
    return await(web.postAbs(base + path).sendJsonObject(body));
  }

  static JsonObject json(HttpResponse<Buffer> answer) {
    return Objects.requireNonNull(answer.bodyAsJsonObject());
  }

  static JsonObject to(long chat) {
    return new JsonObject().put("chat_id", chat);
  }

  static JsonObject keyboard(String label, String data) {
    JsonObject button = new JsonObject().put("text", label).put("callback_data", data);
    return new JsonObject()
        .put("inline_keyboard", new JsonArray().add(new JsonArray().add(button)));
  }

  static Buffer png(int width, int height) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      ImageIO.write(new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB), "png", out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Buffer.buffer(out.toByteArray());
  }

  @CanIgnoreReturnValue
  static <T> T await(Future<T> future) {
    try {
      return future.await(15, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw new AssertionError("nothing within 15 seconds", e);
    }
  }
}
