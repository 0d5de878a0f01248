package trt.generation;

import static trt.testing.TestVertx.get;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** KIE's two calls, with the answers a test wants; counts what was really created. */
final class FakeKie implements AutoCloseable {
  private final HttpServer server;
  private final Map<String, Task> tasks = new LinkedHashMap<>();
  private final Deque<Creation> creations = new ArrayDeque<>();
  private final AtomicInteger looks = new AtomicInteger();
  private final AtomicInteger asked = new AtomicInteger();

  /** How one createTask goes. */
  private record Creation(
      boolean creates, int status, String body, boolean silent, Future<Void> go) {
    Creation(boolean creates, int status, String body, boolean silent) {
      this(creates, status, body, silent, Future.succeededFuture());
    }
  }

  /** What exists at KIE. */
  static final class Task {
    final String id;
    final String callBackUrl;
    private String state = "waiting";
    private JsonObject more = new JsonObject();

    private Task(String id, String callBackUrl) {
      this.id = id;
      this.callBackUrl = callBackUrl;
    }
  }

  FakeKie(Vertx vertx) {
    server = vertx.createHttpServer().requestHandler(this::answer);
    get(server.listen(0, "127.0.0.1"));
  }

  URI url() {
    return URI.create("http://127.0.0.1:" + server.actualPort());
  }

  /** The next createTask creates the task and cuts the line. */
  synchronized void losesTheAnswer() {
    creations.add(new Creation(true, 0, "", false));
  }

  /** The next createTask creates the task and never answers. */
  synchronized void neverAnswers() {
    creations.add(new Creation(true, 0, "", true));
  }

  /** The next createTask creates nothing and answers so. */
  synchronized void refuses(int code, String message) {
    JsonObject envelope = new JsonObject().put("code", code).put("msg", message).putNull("data");
    creations.add(new Creation(false, 200, envelope.encode(), false));
  }

  /** The next createTask creates the task and answers when the returned is run. */
  synchronized Runnable acceptsLate() {
    Promise<Void> go = Promise.promise();
    creations.add(new Creation(true, 200, "", false, go.future()));
    return () -> go.complete();
  }

  /** The next createTask creates nothing and says so when the returned is run. */
  synchronized Runnable refusesLate(int code, String message) {
    JsonObject envelope = new JsonObject().put("code", code).put("msg", message).putNull("data");
    Promise<Void> go = Promise.promise();
    creations.add(new Creation(false, 200, envelope.encode(), false, go.future()));
    return () -> go.complete();
  }

  /** How often createTask was called. */
  int asked() {
    return asked.get();
  }

  /** The next createTask creates nothing and answers with a bare HTTP status. */
  synchronized void breaks(int status) {
    creations.add(new Creation(false, status, "<html>oops</html>", false));
  }

  synchronized List<Task> tasks() {
    return new ArrayList<>(tasks.values());
  }

  Task task(int number) {
    return tasks().get(number);
  }

  int looks() {
    return looks.get();
  }

  synchronized void succeeds(Task task, String resultUrl) {
    JsonObject result = new JsonObject().put("resultUrls", new JsonArray().add(resultUrl));
    task.more = new JsonObject().put("resultJson", result.encode());
    task.state = "success";
  }

  /** The same with several results, and what KIE says it took for them. */
  synchronized void succeeds(Task task, List<String> resultUrls, double credits) {
    JsonObject result = new JsonObject().put("resultUrls", new JsonArray(resultUrls));
    task.more = new JsonObject().put("resultJson", result.encode()).put("creditsConsumed", credits);
    task.state = "success";
  }

  /** The same with a result that is no file. */
  synchronized void succeeds(Task task, JsonObject data) {
    JsonObject result = new JsonObject().put("resultObject", data);
    task.more = new JsonObject().put("resultJson", result.encode());
    task.state = "success";
  }

  synchronized void fails(Task task, String code, String message) {
    task.more = new JsonObject().put("failCode", code).put("failMsg", message);
    task.state = "fail";
  }

  /** A task that was created for somebody else, or with a forged address. */
  synchronized Task planted(String id, String callBackUrl) {
    Task task = new Task(id, callBackUrl);
    tasks.put(id, task);
    return task;
  }

  private void answer(HttpServerRequest request) {
    if (request.uri().endsWith("/createTask")) {
      request.body().onSuccess(body -> create(request, body.toJsonObject()));
    } else {
      looks.incrementAndGet();
      reply(request, record(String.valueOf(request.getParam("taskId"))));
    }
  }

  private synchronized void create(HttpServerRequest request, JsonObject body) {
    Creation how =
        creations.isEmpty() ? new Creation(true, 200, "", false) : creations.removeFirst();
    asked.incrementAndGet();
    String id = "task-" + (tasks.size() + 1) + "-" + System.nanoTime();
    if (how.creates()) {
      tasks.put(id, new Task(id, body.getString("callBackUrl")));
    }
    if (how.silent()) {
      return;
    }
    how.go().onSuccess(go -> answer(request, how, id));
  }

  private static void answer(HttpServerRequest request, Creation how, String id) {
    if (how.status() == 0) {
      request.connection().close().onComplete(closed -> {});
    } else if (how.creates()) {
      reply(request, envelope(new JsonObject().put("taskId", id)));
    } else {
      request.response().setStatusCode(how.status()).end(how.body()).onComplete(sent -> {});
    }
  }

  private synchronized JsonObject record(String id) {
    Task task = tasks.get(id);
    if (task == null) {
      return new JsonObject().put("code", 422).put("msg", "recordInfo is null").putNull("data");
    }
    return envelope(
        new JsonObject()
            .put("taskId", id)
            .put("state", task.state)
            .put("param", new JsonObject().put("callBackUrl", task.callBackUrl).encode())
            .mergeIn(task.more));
  }

  private static JsonObject envelope(JsonObject data) {
    return new JsonObject().put("code", 200).put("msg", "success").put("data", data);
  }

  private static void reply(HttpServerRequest request, JsonObject json) {
    request.response().end(json.toBuffer()).onComplete(sent -> {});
  }

  @Override
  public void close() {
    get(server.close());
  }
}
