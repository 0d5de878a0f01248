package trt.playground.telegram;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiConsumer;
import java.util.function.Predicate;

/** A webhook that notes every update and answers as the test wants. */
final class ReceivingBot {
  private final List<JsonObject> received = new CopyOnWriteArrayList<>();
  private final List<String> secrets = new CopyOnWriteArrayList<>();
  private final HttpServer server;
  private volatile BiConsumer<HttpServerRequest, JsonObject> answer =
      (request, update) -> request.response().end();

  ReceivingBot(Vertx vertx) {
    server =
        BotApiClient.await(
            vertx
                .createHttpServer()
                .requestHandler(
                    request ->
                        request
                            .body()
                            .onSuccess(
                                body -> {
                                  JsonObject update = body.toJsonObject();
                                  secrets.add(
                                      String.valueOf(
                                          request.getHeader("X-Telegram-Bot-Api-Secret-Token")));
                                  answer.accept(request, update);
                                  received.add(update);
                                  synchronized (received) {
                                    received.notifyAll();
                                  }
                                }))
                .listen(0, "127.0.0.1"));
  }

  String url() {
    return "http://127.0.0.1:" + server.actualPort() + "/webhook";
  }

  void answers(BiConsumer<HttpServerRequest, JsonObject> how) {
    answer = how;
  }

  List<String> secrets() {
    return List.copyOf(secrets);
  }

  List<String> texts() {
    return received.stream().map(ReceivingBot::text).toList();
  }

  List<JsonObject> updates() {
    return List.copyOf(received);
  }

  /** Waits, with a deadline, until what was received fits. */
  @CanIgnoreReturnValue
  List<JsonObject> waitUntil(Predicate<List<JsonObject>> fits) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(15);
    synchronized (received) {
      while (!fits.test(List.copyOf(received))) {
        long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
        if (left <= 0) {
          throw new AssertionError(new TimeoutException("received only " + received));
        }
        try {
          received.wait(left);
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
          throw new AssertionError(e);
        }
      }
    }
    return updates();
  }

  private static String text(JsonObject update) {
    return update.containsKey("message")
        ? update.getJsonObject("message").getString("text", "")
        : update.getJsonObject("callback_query", new JsonObject()).getString("data", "");
  }

  void close() {
    BotApiClient.await(server.close());
  }
}
