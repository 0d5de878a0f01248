package trt.kie;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import trt.config.KieConfig;

/**
 * One HTTP exchange with KIE in two steps, because the difference decides about money: until a
 * connection stands nothing can have been created ({@link NotSent}); after that, silence means
 * nobody knows. Never retries, never follows redirects.
 */
final class KieHttp {
  private static final int MAX_BODY = 4 * 1024 * 1024;
  private static final int CONNECTIONS = 32;
  private static final int WAITING = 512;

  /** Shorter than KIE's own, so that a request is not written into a connection it just closed. */
  private static final int KEEP_ALIVE_SECONDS = 15;

  private final HttpClient client;
  private final KieConfig config;

  KieHttp(Vertx vertx, KieConfig config) {
    this.config = config;
    this.client =
        vertx.createHttpClient(
            new HttpClientOptions()
                .setConnectTimeout((int) config.connectTimeout().toMillis())
                .setKeepAliveTimeout(KEEP_ALIVE_SECONDS)
                .setDecompressionSupported(true),
            new PoolOptions().setHttp1MaxSize(CONNECTIONS).setMaxWaitQueueSize(WAITING));
  }

  HttpClient client() {
    return client;
  }

  Future<Void> close() {
    return client.close();
  }

  Future<Answer> get(String path) {
    return send(HttpMethod.GET, path, null, () -> true);
  }

  Future<Answer> post(String path, Buffer json) {
    return send(HttpMethod.POST, path, json, () -> true);
  }

  /**
   * @param json the body of a POST, null for a GET
   * @param fence asked when the connection stands, right before the request is written; false:
   *     {@link NotSent}
   */
  Future<Answer> send(
      HttpMethod method, String path, @Nullable Buffer json, BooleanSupplier fence) {
    return connect(method, path)
        .compose(
            request -> {
              if (fence.getAsBoolean()) {
                return exchange(request, json);
              }
              request.reset();
              return Future.failedFuture(new NotSent("stepped back before it was written"));
            });
  }

  private Future<HttpClientRequest> connect(HttpMethod method, String path) {
    RequestOptions options =
        new RequestOptions()
            .setMethod(method)
            .setAbsoluteURI(config.apiUrl() + path)
            .putHeader("Authorization", "Bearer " + config.apiKey().reveal())
            .putHeader("Accept", "application/json");
    Future<HttpClientRequest> connecting = client.request(options);
    return connecting
        .timeout(config.connectTimeout().toMillis(), TimeUnit.MILLISECONDS)
        .recover(
            failure -> {
              if (failure instanceof TimeoutException) {
                connecting.onSuccess(late -> late.reset());
              }
              return Future.failedFuture(new NotSent(failure));
            });
  }

  private Future<Answer> exchange(HttpClientRequest request, @Nullable Buffer json) {
    Future<HttpClientResponse> response =
        json == null
            ? request.send()
            : request.putHeader("Content-Type", "application/json").send(json);
    return response
        .compose(answer -> body(request, answer))
        .timeout(config.requestTimeout().toMillis(), TimeUnit.MILLISECONDS)
        .onFailure(
            failure -> {
              if (failure instanceof TimeoutException) {
                request.reset();
              }
            });
  }

  private static Future<Answer> body(HttpClientRequest request, HttpClientResponse response) {
    Promise<Answer> whole = Promise.promise();
    Buffer body = Buffer.buffer();
    response.handler(
        chunk -> {
          body.appendBuffer(chunk);
          if (body.length() > MAX_BODY && whole.tryFail("the answer is too long")) {
            request.reset();
          }
        });
    response.exceptionHandler(whole::tryFail);
    response.endHandler(end -> whole.tryComplete(new Answer(response.statusCode(), body)));
    return whole.future();
  }
}
