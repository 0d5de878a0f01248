package trt.delivery;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.file.OpenOptions;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Brings results from where KIE keeps them to a temporary file, streamed. Telegram takes at most 50
 * MB; anything longer is not fetched. Redirects are followed, five at most, never from https to
 * http.
 */
public final class MediaFetch {
  /** Bytes; Bot API, "Sending files". */
  static final long MAX_BYTES = 50L << 20;

  private static final int CONNECTIONS = 20;
  private static final int REDIRECTS = 5;
  private static final Set<Integer> REDIRECT = Set.of(301, 302, 303, 307, 308);

  private final Vertx vertx;
  private final Limits limits;
  private final HttpClientAgent http;

  /**
   * How long a host is borne with.
   *
   * @param silence longest pause in an answer
   * @param whole longest time for one file
   * @param tries fetches of one call's files before it goes out in another form
   */
  public record Limits(Duration silence, Duration whole, int tries) {
    /** 30 s of silence, 3 minutes for a file, six tries in about half a minute of pauses. */
    public static final Limits USUAL = new Limits(Duration.ofSeconds(30), Duration.ofMinutes(3), 6);
  }

  /** A fetcher with connections of its own and the usual limits. */
  public MediaFetch(Vertx vertx) {
    this(vertx, Limits.USUAL);
  }

  /** A fetcher with connections of its own. */
  public MediaFetch(Vertx vertx, Limits limits) {
    this.vertx = vertx;
    this.limits = limits;
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

    private final boolean forGood;

    NotFetched(String what, boolean forGood) {
      super(what, null, false, false);
      this.forGood = forGood;
    }

    /** Whether asking again is of no use. */
    boolean forGood() {
      return forGood;
    }
  }

  /** A file brought here. */
  record Fetched(Path path, long bytes) {}

  /** Whether this many tries are enough. */
  boolean isEnough(int tries) {
    return tries >= limits.tries();
  }

  /** Fetches all or none. */
  Future<List<Fetched>> fetch(List<CallBody.File> files) {
    List<Fetched> fetched = new ArrayList<>();
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
                                    : new NotFetched(failure.getClass().getSimpleName(), false))));
  }

  /** Deletes temporary files. Never fails: what stays is in the system's temporary folder. */
  Future<Void> discard(List<Fetched> files) {
    return Future.join(
            files.stream().map(file -> vertx.fileSystem().delete(file.path().toString())).toList())
        .<Void>mapEmpty()
        .otherwiseEmpty();
  }

  private Future<Fetched> fetch(String url) {
    return vertx
        .fileSystem()
        .createTempFile("trt-result", ".part")
        .compose(
            name ->
                fetch(url, name, REDIRECTS)
                    .map(bytes -> new Fetched(Path.of(name), bytes))
                    .onFailure(
                        cause ->
                            discard(List.of(new Fetched(Path.of(name), 0))).onComplete(v -> {})));
  }

  private Future<Long> fetch(String url, String name, int redirects) {
    RequestOptions get =
        new RequestOptions().setAbsoluteURI(url).setIdleTimeout(limits.silence().toMillis());
    return http.request(get)
        .compose(
            request ->
                request
                    .send()
                    .compose(response -> read(response, url, name, redirects))
                    .timeout(limits.whole().toMillis(), TimeUnit.MILLISECONDS)
                    .onFailure(cause -> request.reset().onComplete(v -> {})));
  }

  private Future<Long> read(HttpClientResponse response, String url, String name, int redirects) {
    String location = response.getHeader("Location");
    if (location == null || !REDIRECT.contains(response.statusCode())) {
      return store(response, name);
    }
    URI from = URI.create(url);
    URI to = from.resolve(location);
    if (redirects == 0 || !(isSecure(to) || ("http".equals(to.getScheme()) && !isSecure(from)))) {
      return Future.failedFuture(new NotFetched("redirected too often or out of https", true));
    }
    return response.end().compose(v -> fetch(to.toString(), name, redirects - 1));
  }

  private static boolean isSecure(URI address) {
    return "https".equals(address.getScheme());
  }

  private Future<Long> store(HttpClientResponse response, String name) {
    int status = response.statusCode();
    if (status != 200) {
      boolean forGood = status >= 400 && status < 500 && status != 408 && status != 429;
      return Future.failedFuture(new NotFetched("status " + status, forGood));
    }
    String length = response.getHeader("Content-Length");
    if (length != null && Long.parseLong(length) > MAX_BYTES) {
      return tooLong();
    }
    response.pause();
    return vertx
        .fileSystem()
        .open(name, new OpenOptions().setTruncateExisting(true))
        .compose(file -> response.pipeTo(file))
        .compose(v -> vertx.fileSystem().props(name))
        .compose(
            props -> props.size() > MAX_BYTES ? tooLong() : Future.succeededFuture(props.size()));
  }

  private static Future<Long> tooLong() {
    return Future.failedFuture(new NotFetched("larger than 50 MB", true));
  }
}
