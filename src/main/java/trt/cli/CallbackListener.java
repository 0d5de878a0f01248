package trt.cli;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import trt.kie.CallbackBody;

/** Takes the callbacks of a check and remembers which tasks they named. */
final class CallbackListener {
  private static final long LOOK_MS = 20;

  private final Vertx vertx;
  private final Set<String> called = ConcurrentHashMap.newKeySet();

  CallbackListener(Vertx vertx) {
    this.vertx = vertx;
  }

  /** Listens on a free port; the address to be called back. */
  Future<URI> start() {
    return vertx
        .createHttpServer()
        .requestHandler(
            call ->
                call.body()
                    .onSuccess(
                        body -> {
                          called.add(CallbackBody.taskId(body));
                          call.response().end().onComplete(done -> {});
                        }))
        .listen(0, "127.0.0.1")
        .map(HttpServer::actualPort)
        .map(port -> URI.create("http://127.0.0.1:" + port + "/kie/callback/1/1/mac"));
  }

  /** A failure for each task that nobody called about within that time. Blocks. */
  List<ModelsReport.Line> silent(Map<String, String> tasks, Duration patience) {
    long end = System.nanoTime() + patience.toNanos();
    try {
      while (!called.containsAll(tasks.keySet()) && System.nanoTime() < end) {
        Thread.sleep(LOOK_MS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return tasks.entrySet().stream()
        .filter(task -> !called.contains(task.getKey()))
        .map(task -> ModelsReport.Line.silent(task.getValue()))
        .distinct()
        .toList();
  }
}
