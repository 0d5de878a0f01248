package trt.kie;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import trt.config.KieConfig;
import trt.config.Secret;

/** A server that answers with what it was told, in order, and keeps what it was asked. */
final class ScriptedKie {
  final List<String> paths = new CopyOnWriteArrayList<>();
  final List<Buffer> bodies = new CopyOnWriteArrayList<>();
  final List<String> authorizations = new CopyOnWriteArrayList<>();
  private final Deque<Consumer<HttpServerRequest>> script = new ArrayDeque<>();
  private final HttpServer server;

  ScriptedKie(Vertx vertx) {
    server = vertx.createHttpServer().requestHandler(this::answer);
    server.listen(0, "localhost").await();
  }

  void says(String json) {
    says(200, json);
  }

  void says(int status, String body) {
    does(r -> r.response().setStatusCode(status).end(body).onComplete(x -> {}));
  }

  /** Promises more than it sends, then cuts the line. */
  void cutsOff(String start) {
    does(
        r -> {
          r.response().putHeader("Content-Length", "100000").write(start).onComplete(x -> {});
          r.connection().close().onComplete(x -> {});
        });
  }

  void hangsUp() {
    does(r -> r.connection().close().onComplete(x -> {}));
  }

  void staysSilent() {
    does(r -> {});
  }

  private synchronized void does(Consumer<HttpServerRequest> step) {
    script.add(step);
  }

  private void answer(HttpServerRequest request) {
    paths.add(request.method() + " " + request.uri());
    authorizations.addAll(Collections.singleton(request.getHeader("Authorization")));
    request
        .body()
        .onSuccess(
            body -> {
              bodies.add(body);
              next().accept(request);
            });
  }

  private synchronized Consumer<HttpServerRequest> next() {
    return script.isEmpty() ? r -> {} : script.removeFirst();
  }

  JsonObject lastBody() {
    return bodies.get(bodies.size() - 1).toJsonObject();
  }

  String lastPath() {
    return paths.get(paths.size() - 1);
  }

  KieConfig config() {
    return config(URI.create("http://localhost:" + server.actualPort()));
  }

  static KieConfig config(URI url) {
    return new KieConfig(
        url,
        url,
        Secret.of("test-key"),
        Duration.ofSeconds(2),
        Duration.ofMillis(400),
        18,
        5,
        Duration.ofSeconds(30),
        Duration.ofMillis(200),
        8);
  }
}
