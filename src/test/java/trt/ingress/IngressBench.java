package trt.ingress;

import static trt.testing.TestVertx.get;
import static trt.testing.TestVertx.vertx;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import io.vertx.ext.web.client.WebClientOptions;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import trt.bus.Bus;
import trt.config.Secret;
import trt.kie.CallbackSigner;
import trt.postgres.InboxStore;
import trt.postgres.KieEventStore;
import trt.supervision.Pulse;
import trt.testing.MigratedPostgres;
import trt.tracing.Trail;

/** Ingress on a free port, and a client with eight connections. */
final class IngressBench implements AutoCloseable {
  static final String SECRET = "the-secret";
  static final String HEADER = "X-Telegram-Bot-Api-Secret-Token";

  final MigratedPostgres postgres;
  final CallbackSigner signer = new CallbackSigner(Secret.of("42:token"));
  final AtomicLong backlog = new AtomicLong();
  final int port;
  private final WebClient client;
  private final String deployment;

  IngressBench(MigratedPostgres postgres) {
    this.postgres = postgres;
    AtomicInteger listening = new AtomicInteger();
    IngressParts parts =
        new IngressParts(
            postgres.feed().feedId(),
            Secret.of(SECRET),
            postgres.config().http(),
            postgres.config().ingress(),
            postgres.db(),
            new InboxStore(postgres.db()),
            new KieEventStore(postgres.db()),
            signer,
            Bus.on(vertx()),
            new SimpleMeterRegistry(),
            new AtomicLong(),
            backlog::get,
            router ->
                router
                    .get("/live")
                    .handler(request -> request.response().end().onComplete(v -> {})),
            listening::set,
            Trail.OFF);
    this.deployment =
        get(vertx().deployVerticle(new IngressVerticle(parts, new Pulse(System::nanoTime))));
    this.port = listening.get();
    this.client =
        WebClient.create(
            vertx(),
            new WebClientOptions().setDefaultPort(port).setDefaultHost("127.0.0.1"),
            new PoolOptions().setHttp1MaxSize(8));
  }

  Future<HttpResponse<Buffer>> post(String body) {
    return post("/webhook", SECRET, Buffer.buffer(body));
  }

  Future<HttpResponse<Buffer>> post(String path, String secret, Buffer body) {
    return client.post(path).putHeader(HEADER, secret).timeout(15_000).sendBuffer(body);
  }

  Future<HttpResponse<Buffer>> send(HttpMethod method, String path) {
    return client.request(method, path).timeout(15_000).send();
  }

  int status(String body) {
    return get(post(body)).statusCode();
  }

  static String message(int id, long chat) {
    return """
        {"update_id":%d,"message":{"message_id":1,"date":1,"text":"hi",
         "chat":{"id":%d,"type":"private"},"from":{"id":%d,"is_bot":false,"first_name":"Ann"}}}"""
        .formatted(id, chat, chat);
  }

  Future<Void> stop() {
    return vertx().undeploy(deployment);
  }

  @Override
  public void close() {
    client.close();
    get(stop().otherwiseEmpty());
    postgres.close();
  }
}
