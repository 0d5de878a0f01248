package trt.telegram;

import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ClientMultipartForm;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.JsonObject;
import io.vertx.core.streams.ReadStream;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import trt.config.TelegramConfig;

/**
 * Calls the Bot API. One layer of retries exists, and it is not here: every call goes out once. The
 * token is part of the address, so no address appears in a log, an exception or a metric.
 */
public final class TelegramClient {
  /** Longest time for a call with files. */
  public static final Duration UPLOAD_TIMEOUT = Duration.ofMinutes(5);

  // Telegram holds a call that it slows down; a fast pool with a short queue fails early instead of
  // late.
  private static final int CONNECTIONS = 128;
  private static final int WAITING = 512;
  private static final int KEEP_ALIVE_SECONDS = 30;
  private static final String TELEGRAMS_OWN = "api.telegram.org";

  private final TelegramConfig config;
  private final HttpClientAgent http;
  private final FileDownload files;
  private final CallMeters meters;
  private final boolean ssl;
  private final int port;
  private final String root;

  /** Connects on the first call. */
  public TelegramClient(Vertx vertx, TelegramConfig config, MeterRegistry registry) {
    this.config = config;
    // Taken apart once, not for every call.
    URI api = config.apiUrl();
    this.ssl = "https".equalsIgnoreCase(api.getScheme());
    this.port = api.getPort() > 0 ? api.getPort() : ssl ? 443 : 80;
    String path = Optional.ofNullable(api.getRawPath()).orElse("");
    this.root = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    this.meters = new CallMeters(registry);
    this.http =
        vertx.createHttpClient(
            new HttpClientOptions()
                .setName("telegram")
                .setConnectTimeout((int) config.connectTimeout().toMillis())
                .setKeepAliveTimeout(KEEP_ALIVE_SECONDS)
                .setDecompressionSupported(true),
            new PoolOptions().setHttp1MaxSize(CONNECTIONS).setMaxWaitQueueSize(WAITING));
    this.files = new FileDownload(vertx, http, config.readTimeout());
  }

  /**
   * Calls a method. The future fails with {@link TelegramUnavailable} only, at the latest after the
   * connect, write and read timeouts together.
   */
  public Future<Reply> call(String method, JsonObject params) {
    return call(method, params, () -> true);
  }

  /**
   * The same, unless it comes too late.
   *
   * @param fence asked when the connection stands, right before the request is written; when it
   *     says no, nothing is sent and the future fails so
   */
  public Future<Reply> call(String method, JsonObject params, BooleanSupplier fence) {
    return exchange(
        method,
        fence,
        exchange -> exchange.json(params.toBuffer(), config.writeTimeout(), config.readTimeout()));
  }

  /**
   * Calls a method with files, as multipart. Fails like {@link #call}, at the latest after five
   * minutes.
   *
   * @param params as for {@link #call}; a file is named {@code attach://<name>}
   */
  public Future<Reply> upload(
      String method, JsonObject params, List<Upload> uploads, BooleanSupplier fence) {
    return exchange(
        method, fence, exchange -> exchange.form(form(params, uploads), UPLOAD_TIMEOUT));
  }

  /**
   * Stores a file that a user sent. Telegram gives at most 20 MB. Repeatable: an existing file is
   * overwritten.
   *
   * @return {@code into}; fails with {@link TelegramRefused} or {@link TelegramUnavailable}
   */
  public Future<Path> download(String fileId, Path into, long maxBytes) {
    return ask("getFile", new JsonObject().put("file_id", fileId))
        .compose(
            found ->
                found instanceof JsonObject file && file.getValue("file_path") instanceof String at
                    ? files.fetch(address("/file/bot", at), into, maxBytes)
                    : Future.failedFuture(new TelegramRefused("getFile", RefusalKind.CONTENT)));
  }

  /**
   * Opens a file that a user sent, as a paused stream; not reading it to its end ends it after
   * {@code telegram.readTimeout}. A self-hosted server may name a file of this machine instead.
   *
   * @param maxBytes a longer file is refused
   * @return fails with {@link TelegramRefused} or {@link TelegramUnavailable}
   */
  public Future<ReadStream<Buffer>> open(String fileId, long maxBytes) {
    return call("getFile", new JsonObject().put("file_id", fileId))
        .compose(
            reply -> {
              if (reply instanceof Reply.Throttled) {
                return Future.failedFuture(new TelegramUnavailable("getFile", "throttled", true));
              }
              if (reply instanceof Reply.Done done
                  && done.result() instanceof JsonObject file
                  && file.getValue("file_path") instanceof String at) {
                // Only a Bot API server of our own puts files on this machine.
                return at.startsWith("/") && !TELEGRAMS_OWN.equals(config.apiUrl().getHost())
                    ? files.openLocal(at, maxBytes)
                    : files.open(address("/file/bot", at), maxBytes);
              }
              RefusalKind kind =
                  reply instanceof Reply.Refused refused ? refused.kind() : RefusalKind.CONTENT;
              return Future.failedFuture(new TelegramRefused("getFile", kind));
            });
  }

  /** Who the token belongs to. Fails with {@link TelegramRefused} when it is wrong. */
  public Future<BotAccount> getMe() {
    return ask("getMe", new JsonObject()).compose(TelegramClient::object).map(BotAccount::from);
  }

  /** What Telegram knows about our webhook. */
  public Future<WebhookInfo> getWebhookInfo() {
    return ask("getWebhookInfo", new JsonObject())
        .compose(TelegramClient::object)
        .map(WebhookInfo::from);
  }

  /** Ends calls under way. */
  public Future<Void> close() {
    return http.close();
  }

  /** The result of a call whose every other outcome is a failure to its caller. */
  Future<Object> ask(String method, JsonObject params) {
    return call(method, params)
        .compose(
            reply -> {
              if (reply instanceof Reply.Done done) {
                return Future.succeededFuture(done.result());
              }
              RefusalKind kind =
                  reply instanceof Reply.Refused refused ? refused.kind() : RefusalKind.OTHER;
              return Future.failedFuture(new TelegramRefused(method, kind));
            });
  }

  private Future<Reply> exchange(
      String method, BooleanSupplier fence, Function<Exchange, Future<Reply>> work) {
    return metered(
        method,
        open(method)
            .compose(
                request -> {
                  Exchange exchange = new Exchange(method, request);
                  return fence.getAsBoolean() ? work.apply(exchange) : exchange.steppedBack();
                }));
  }

  private Future<HttpClientRequest> open(String method) {
    RequestOptions post =
        new RequestOptions()
            .setMethod(HttpMethod.POST)
            .setHost(config.apiUrl().getHost())
            .setPort(port)
            .setSsl(ssl)
            .setURI(path("/bot", method))
            .setConnectTimeout(config.connectTimeout().toMillis());
    return http.request(post)
        .recover(
            failure -> Future.failedFuture(new TelegramUnavailable(method, "no connection", true)));
  }

  private Future<Reply> metered(String method, Future<Reply> reply) {
    long begun = System.nanoTime();
    return reply.onComplete(
        done -> meters.record(method, outcome(done), System.nanoTime() - begun));
  }

  private String address(String prefix, String rest) {
    String scheme = ssl ? "https://" : "http://";
    return scheme + config.apiUrl().getRawAuthority() + path(prefix, rest);
  }

  private String path(String prefix, String rest) {
    return root + prefix + config.token().reveal() + "/" + rest;
  }

  private static ClientMultipartForm form(JsonObject params, List<Upload> uploads) {
    ClientMultipartForm form = ClientMultipartForm.multipartForm();
    params.forEach(
        entry -> {
          if (entry.getValue() != null) {
            form.attribute(entry.getKey(), String.valueOf(entry.getValue()));
          }
        });
    uploads.forEach(upload -> upload.addTo(form));
    return form;
  }

  private static String outcome(AsyncResult<Reply> done) {
    if (done.failed()) {
      return "unavailable";
    }
    Reply reply = done.result();
    return reply instanceof Reply.Done
        ? "done"
        : reply instanceof Reply.Throttled ? "throttled" : "refused";
  }

  private static Future<JsonObject> object(Object result) {
    return result instanceof JsonObject object
        ? Future.succeededFuture(object)
        : Future.failedFuture(new TelegramUnavailable("answer", "unexpected shape", true));
  }
}
