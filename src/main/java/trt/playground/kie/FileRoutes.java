package trt.playground.kie;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import trt.playground.kie.Task.Phase;

/** Serves results and uploads. A result is made anew each time: the same task, the same bytes. */
final class FileRoutes {
  private static final Pattern RESULT = Pattern.compile("([0-9a-f]{32})-(\\d+)\\.([a-z0-9]+)");

  private final Vertx vertx;
  private final Tasks tasks;
  private final Path uploads;

  FileRoutes(Vertx vertx, Tasks tasks, Path uploads) {
    this.vertx = vertx;
    this.tasks = tasks;
    this.uploads = uploads;
  }

  void mount(Router router) {
    router.get("/files/:name").handler(this::result);
    router.get("/uploads/:name").handler(this::upload);
  }

  private void result(RoutingContext call) {
    Matcher name = RESULT.matcher(String.valueOf(call.pathParam("name")));
    Task task = name.matches() ? tasks.find(name.group(1)).orElse(null) : null;
    if (task == null || task.at(tasks.now()) != Phase.DONE) {
      call.response().setStatusCode(404).end().onComplete(done -> {});
      return;
    }
    String ending = name.group(3);
    int index = Integer.parseInt(name.group(2));
    vertx
        .executeBlocking(() -> Media.of(task, ending, index), false)
        .onSuccess(
            bytes ->
                call.response()
                    .putHeader("Content-Type", Media.type(ending))
                    .end(Buffer.buffer(bytes))
                    .onComplete(done -> {}))
        .onFailure(call::fail);
  }

  private void upload(RoutingContext call) {
    String name = String.valueOf(call.pathParam("name"));
    boolean isPlain = name.matches("[A-Za-z0-9._-]+") && !name.contains("..");
    if (!isPlain) {
      call.response().setStatusCode(404).end().onComplete(done -> {});
      return;
    }
    call.response()
        .sendFile(uploads.resolve(name).toString())
        .onFailure(missing -> call.response().setStatusCode(404).end().onComplete(done -> {}));
  }
}
