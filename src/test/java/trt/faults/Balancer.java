package trt.faults;

import static trt.testing.TestVertx.get;

import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The public address of the bot: gives each request to any node, to another one if that does not
 * answer, and {@code 503} with {@code Retry-After} if none does. Remembers which updates a node has
 * acknowledged, whether Telegram heard of it or not.
 */
final class Balancer implements AutoCloseable {
  private static final Pattern UPDATE_ID = Pattern.compile("\"update_id\":(\\d+)");
  private static final int PATIENCE_SECONDS = 5;
  private static final int REMEMBERED = 150;

  private final HttpServer server;
  private final HttpClient client;
  private final List<Integer> ports = new CopyOnWriteArrayList<>();
  private final Set<Long> acknowledged = ConcurrentHashMap.newKeySet();
  private final AtomicLong turnedAway = new AtomicLong();
  private final Map<Integer, Long> answers = new ConcurrentHashMap<>();
  private final Random random;
  private final Deque<Seen> seen = new ArrayDeque<>();
  private volatile int copies = 1;

  private record Seen(HttpServerRequest request, Buffer body) {}

  private record Answer(int status, MultiMap headers, Buffer body) {}

  Balancer(Vertx vertx, long seed) {
    random = new Random(seed);
    client =
        vertx.createHttpClient(
            new HttpClientOptions().setConnectTimeout(500), new PoolOptions().setHttp1MaxSize(200));
    server = vertx.createHttpServer().requestHandler(this::handle);
    get(server.listen(0, "127.0.0.1"));
  }

  String url() {
    return "http://127.0.0.1:" + server.actualPort();
  }

  /** Replaces the nodes behind it. */
  void lead(List<Integer> nodePorts) {
    ports.clear();
    ports.addAll(nodePorts);
  }

  /** Every request is given to the nodes this often, at once and to any of them. */
  void copies(int times) {
    copies = times;
  }

  /** Ids of the updates a node answered with 200. */
  Set<Long> acknowledged() {
    return acknowledged;
  }

  /** How often each status was answered. */
  Map<Integer, Long> answers() {
    return answers;
  }

  /** Gives everything that was taken lately to the nodes once more. Completes when it is over. */
  Future<Integer> repeat() {
    List<Seen> all;
    synchronized (seen) {
      all = List.copyOf(seen);
    }
    return Future.join(all.stream().map(s -> give(s.request(), s.body(), shuffled())).toList())
        .otherwiseEmpty()
        .map(all.size());
  }

  private void remember(Seen one) {
    synchronized (seen) {
      seen.addLast(one);
      if (seen.size() > REMEMBERED) {
        seen.removeFirst();
      }
    }
  }

  private void handle(HttpServerRequest request) {
    request
        .body()
        .onSuccess(
            body -> {
              remember(new Seen(request, body));
              for (int copy = 1; copy < copies; copy++) {
                give(request, body, shuffled()).onComplete(done -> {});
              }
              give(request, body, shuffled()).onComplete(done -> answer(request, done.result()));
            });
  }

  /** How often nobody took an update, or it was told to come again. */
  long turnedAway() {
    return turnedAway.get();
  }

  private void answer(HttpServerRequest request, Answer answer) {
    if (answer == null || answer.status() == 503) {
      long unused = turnedAway.incrementAndGet();
    }
    if (answer == null) {
      request
          .response()
          .setStatusCode(503)
          .putHeader("Retry-After", "1")
          .end()
          .onComplete(sent -> {});
      return;
    }
    request.response().setStatusCode(answer.status());
    String later = answer.headers().get("Retry-After");
    if (later != null) {
      // A second is enough for a test; that the number is obeyed is another test's business.
      request.response().putHeader("Retry-After", "1");
    }
    request.response().end(answer.body()).onComplete(sent -> {});
  }

  private Future<Answer> give(HttpServerRequest request, Buffer body, List<Integer> order) {
    if (order.isEmpty()) {
      return Future.failedFuture("no node answers");
    }
    List<Integer> others = order.subList(1, order.size());
    return post(request, body, order.get(0)).recover(away -> give(request, body, others));
  }

  private Future<Answer> post(HttpServerRequest request, Buffer body, int port) {
    MultiMap headers = MultiMap.caseInsensitiveMultiMap().addAll(request.headers());
    headers.remove("Host").remove("Content-Length").remove("Transfer-Encoding");
    RequestOptions to =
        new RequestOptions()
            .setHost("127.0.0.1")
            .setPort(port)
            .setURI(request.uri())
            .setMethod(HttpMethod.valueOf(request.method().name()))
            .setHeaders(headers);
    return client
        .request(to)
        .compose(call -> call.send(body))
        .compose(
            response ->
                response
                    .body()
                    .map(text -> new Answer(response.statusCode(), response.headers(), text)))
        .timeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
        .onSuccess(answer -> note(request.path(), body, answer.status()));
  }

  private void note(String path, Buffer body, int status) {
    answers.merge(status, 1L, Long::sum);
    if (status == 200 && path.equals("/webhook")) {
      Matcher id = UPDATE_ID.matcher(body.toString());
      if (id.find()) {
        acknowledged.add(Long.parseLong(id.group(1)));
      }
    }
  }

  private List<Integer> shuffled() {
    List<Integer> order = new ArrayList<>(ports);
    synchronized (random) {
      Collections.shuffle(order, random);
    }
    return order;
  }

  @Override
  public void close() {
    get(server.close());
    get(client.close());
  }
}
