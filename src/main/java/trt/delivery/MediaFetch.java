package trt.delivery;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.file.OpenOptions;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Brings results from where KIE keeps them to a temporary file, streamed. Telegram takes at most 50
 * MB; anything longer is not fetched.
 */
public final class MediaFetch {
  /** Bytes; Bot API, "Sending files". */
  static final long MAX_BYTES = 50L << 20;

  private static final Duration SILENCE = Duration.ofSeconds(30);
  private static final int CONNECTIONS = 20;

  private final Vertx vertx;
  private final HttpClientAgent http;

  /** A fetcher with connections of its own. */
  public MediaFetch(Vertx vertx) {
    this.vertx = vertx;
    this.http =
        vertx.createHttpClient(
            new HttpClientOptions().setConnectTimeout(5_000).setIdleTimeout(60),
            new PoolOptions().setHttp1MaxSize(CONNECTIONS).setMaxWaitQueueSize(500));
  }

  /**
   * The file could not be brought here; nothing was sent. The address is not part of the message.
   */
  static final class NotFetched extends RuntimeException {
    private static final long serialVersionUID = 1;

    NotFetched(String what) {
      super(what, null, false, false);
    }
  }

  /** Fetches all or none. */
  Future<List<Path>> fetch(List<CallBody.File> files) {
    List<Path> fetched = new ArrayList<>();
    Future<Void> chain = Future.succeededFuture();
    for (CallBody.File file : files) {
      chain = chain.compose(v -> fetch(file.url())).onSuccess(fetched::add).mapEmpty();
    }
    return chain
        .map(fetched)
        .recover(
            failure ->
                discard(fetched)
                    .transform(
                        v ->
                            Future.failedFuture(
                                failure instanceof NotFetched
                                    ? failure
                                    : new NotFetched(failure.getClass().getSimpleName()))));
  }

  /** Deletes temporary files. Never fails: what stays is in the system's temporary folder. */
  Future<Void> discard(List<Path> files) {
    return Future.join(
            files.stream().map(file -> vertx.fileSystem().delete(file.toString())).toList())
        .<Void>mapEmpty()
        .otherwiseEmpty();
  }

  private Future<Path> fetch(String url) {
    RequestOptions get =
        new RequestOptions().setAbsoluteURI(url).setIdleTimeout(SILENCE.toMillis());
    return vertx
        .fileSystem()
        .createTempFile("trt-result", ".part")
        .compose(
            name ->
                http.request(get)
                    .compose(request -> request.send())
                    .compose(response -> store(response, name))
                    .map(v -> Path.of(name)));
  }

  private Future<Void> store(HttpClientResponse response, String name) {
    if (response.statusCode() != 200) {
      return Future.failedFuture(new NotFetched("status " + response.statusCode()));
    }
    String length = response.getHeader("Content-Length");
    if (length != null && Long.parseLong(length) > MAX_BYTES) {
      return Future.failedFuture(new NotFetched("larger than 50 MB"));
    }
    response.pause();
    return vertx
        .fileSystem()
        .open(name, new OpenOptions().setTruncateExisting(true))
        .compose(file -> response.pipeTo(file));
  }
}
