package trt.telegram;

import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A local Bot API server that answers as the test says and records what it was asked. */
final class ScriptedServer {
  /** A request as it arrived. */
  record Seen(String path, String contentType, Buffer body) {
    JsonObject json() {
      return body.toJsonObject();
    }
  }

  final List<Seen> seen = Collections.synchronizedList(new ArrayList<>());
  private final HttpServer server;
  volatile Handler<HttpServerRequest> answer = request -> {};

  ScriptedServer(Vertx vertx) throws Exception {
    server =
        vertx
            .createHttpServer()
            .requestHandler(
                request ->
                    request
                        .body()
                        .onSuccess(
                            body -> {
                              String type = request.getHeader("Content-Type");
                              seen.add(
                                  new Seen(
                                      String.valueOf(request.path()),
                                      type == null ? "" : type,
                                      body));
                              answer.handle(request);
                            }))
            .listen(0, "127.0.0.1")
            .await(5, TimeUnit.SECONDS);
  }

  URI address() {
    return URI.create("http://127.0.0.1:" + server.actualPort());
  }

  void says(int status, String body) {
    answer = request -> request.response().setStatusCode(status).end(body);
  }

  void close() throws Exception {
    server.close().await(5, TimeUnit.SECONDS);
  }
}
