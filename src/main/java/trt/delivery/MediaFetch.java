package trt.delivery;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
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
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Brings results from where KIE keeps them to a temporary file, streamed. Anything longer than
 * Telegram takes is not fetched. Redirects are followed, five at most, never from https to http.
 */
public final class MediaFetch {
  /** How a text made here is addressed. */
  private static final String DATA = "data:;base64,";

  private static final int CONNECTIONS = 20;
  private static final int REDIRECTS = 5;
  private static final Set<Integer> REDIRECT = Set.of(301, 302, 303, 307, 308);

  private final Vertx vertx;
  private final Limits limits;
  private final Renewal renewal;
  private final HttpClientAgent http;

  /**
   * How long a host is borne with.
   *
   * @param silence longest pause in an answer
   * @param whole longest time for one file
   * @param tries fetches of one call's files before it goes out in another form
   * @param bytes the longest file, and the longest album
   */
  public record Limits(Duration silence, Duration whole, int tries, long bytes) {
    /** 30 s of silence, 3 minutes for a file, six tries in about half a minute of pauses. */
    public static Limits usual(long bytes) {
      return new Limits(Duration.ofSeconds(30), Duration.ofMinutes(3), 6, bytes);
    }
  }

  /** Finds another address for a file whose own is dead. */
  public interface Renewal {
    /** Empty when there is none; fails while nobody can say. */
    Future<Optional<URI>> renew(URI dead);
  }

  /** A fetcher with connections of its own. A link that is dead stays dead. */
  public MediaFetch(Vertx vertx, Limits limits) {
    this(vertx, limits, dead -> Future.succeededFuture(Optional.empty()));
  }

  /** A fetcher with connections of its own. */
  public MediaFetch(Vertx vertx, Limits limits, Renewal renewal) {
    this.vertx = vertx;
    this.limits = limits;
    this.renewal = renewal;
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
    private final boolean tooLarge;

    NotFetched(String what, boolean forGood) {
      this(what, forGood, false);
    }

    private NotFetched(String what, boolean forGood, boolean tooLarge) {
      super(what, null, false, false);
      this.forGood = forGood;
      this.tooLarge = tooLarge;
    }

    /** Whether it is there and longer than Telegram takes. */
    boolean tooLarge() {
      return tooLarge;
    }

    /** Whether asking again is of no use. */
    boolean forGood() {
      return forGood;
    }
  }

  /** A file brought here. */
  record Fetched(Path path, long bytes) {}

  /** Whether an address is the file itself. */
  static boolean isMadeHere(String url) {
    return url.startsWith(DATA);
  }

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

  /** The longest file, and the longest album. */
  long maxBytes() {
    return limits.bytes();
  }

  private Future<Fetched> fetch(String url) {
    return vertx
        .fileSystem()
        .createTempFile("trt-result", ".part")
        .compose(
            name ->
                (isMadeHere(url) ? write(url, name) : alive(url, name))
                    .map(bytes -> new Fetched(Path.of(name), bytes))
                    .onFailure(
                        cause ->
                            discard(List.of(new Fetched(Path.of(name), 0))).onComplete(v -> {})));
  }

  /** A link that has died is renewed once, where that is possible. */
  private Future<Long> alive(String url, String name) {
    return fetch(url, name, REDIRECTS)
        .recover(
            failure ->
                failure instanceof NotFetched missing && missing.forGood() && !missing.tooLarge()
                    ? renewal
                        .renew(URI.create(url))
                        .compose(
                            renewed ->
                                renewed
                                    .map(to -> fetch(to.toString(), name, REDIRECTS))
                                    .orElseGet(() -> Future.failedFuture(missing)))
                    : Future.failedFuture(failure));
  }

  private Future<Long> write(String url, String name) {
    Buffer bytes = Buffer.buffer(Base64.getDecoder().decode(url.substring(DATA.length())));
    return vertx.fileSystem().writeFile(name, bytes).map((long) bytes.length());
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
    if (length != null && Long.parseLong(length) > limits.bytes()) {
      return tooLong();
    }
    response.pause();
    return vertx
        .fileSystem()
        .open(name, new OpenOptions().setTruncateExisting(true))
        .compose(file -> response.pipeTo(file))
        .compose(v -> vertx.fileSystem().props(name))
        .compose(
            props ->
                props.size() > limits.bytes() ? tooLong() : Future.succeededFuture(props.size()));
  }

  private static Future<Long> tooLong() {
    return Future.failedFuture(new NotFetched("larger than Telegram takes", true, true));
  }
}
