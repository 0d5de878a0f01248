package trt.kie;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.json.JsonObject;
import io.vertx.core.streams.ReadStream;
import io.vertx.ext.web.client.HttpRequest;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import io.vertx.ext.web.client.WebClientOptions;
import java.net.URI;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import trt.config.KieConfig;
import trt.kie.Answer.Envelope;

/**
 * Hands files over to KIE, which keeps them for a day at least. Free of charge. Every method fails
 * with {@link KieUnavailable}; repeating an upload does no harm.
 */
public final class KieUploads {
  private static final String FOLDER = "trt";

  /** A file of 500 MB over a slow line; the ordinary request timeout is for small answers. */
  private static final Duration WHOLE_UPLOAD = Duration.ofMinutes(5);

  private static final int ONE_PIECE_BYTES = 10 * 1024 * 1024;

  private final WebClient web;
  private final KieConfig config;
  private final KieMetrics metrics;

  KieUploads(HttpClient client, KieConfig config, KieMetrics metrics) {
    this.web = WebClient.wrap(client, new WebClientOptions().setFollowRedirects(false));
    this.config = config;
    this.metrics = metrics;
  }

  /**
   * Streams a file through; nothing of it is held but what is on the wire.
   *
   * @param content read to its end, at the speed at which KIE takes it
   * @param fileName decides the type at KIE by its ending
   */
  public Future<URI> stream(ReadStream<Buffer> content, String fileName, String mimeType) {
    String boundary = "trt-" + UUID.randomUUID();
    Multipart body = new Multipart(content, boundary, FOLDER, fileName, mimeType);
    return upload(
        () ->
            request("/api/file-stream-upload")
                .putHeader("Content-Type", "multipart/form-data; boundary=" + boundary)
                .sendStream(body));
  }

  /** Lets KIE fetch a public address itself: at most 30 s and about 100 MB. */
  public Future<URI> fromUrl(URI source, String fileName) {
    return json(
        "/api/file-url-upload", new JsonObject().put("fileUrl", source.toString()), fileName);
  }

  /** Sends a small file, up to 10 MB, in one piece; a larger one is refused before it is sent. */
  public Future<URI> bytes(Buffer content, String mimeType, String fileName) {
    if (content.length() > ONE_PIECE_BYTES) {
      return Future.failedFuture(
          new KieUnavailable(FailureKind.BAD_MEDIA, content.length() + " bytes in one piece"));
    }
    String data =
        "data:" + mimeType + ";base64," + Base64.getEncoder().encodeToString(content.getBytes());
    return json("/api/file-base64-upload", new JsonObject().put("base64Data", data), fileName);
  }

  private Future<URI> json(String path, JsonObject body, String fileName) {
    JsonObject whole = body.put("uploadPath", FOLDER).put("fileName", fileName);
    return upload(() -> request(path).sendJsonObject(whole));
  }

  private HttpRequest<Buffer> request(String path) {
    return web.postAbs(config.uploadUrl() + path)
        .bearerTokenAuthentication(config.apiKey().reveal())
        .connectTimeout(config.connectTimeout().toMillis())
        .timeout(WHOLE_UPLOAD.toMillis());
  }

  private Future<URI> upload(Supplier<Future<HttpResponse<Buffer>>> call) {
    if (!config.apiKey().isPresent()) {
      return Future.failedFuture(new KieUnavailable(FailureKind.BAD_KEY, "no key is configured"));
    }
    return metrics.time(
        "upload",
        () ->
            call.get()
                .recover(failure -> Future.failedFuture(KieClient.asUnavailable(failure)))
                .compose(KieUploads::link),
        url -> "ok");
  }

  private static Future<URI> link(HttpResponse<Buffer> response) {
    Buffer body = response.body() == null ? Buffer.buffer() : response.body();
    Optional<Envelope> envelope = new Answer(response.statusCode(), body).envelope();
    Optional<String> url =
        envelope
            .filter(Envelope::isOk)
            .flatMap(Envelope::object)
            .map(data -> data.getString("downloadUrl", data.getString("fileUrl")));
    if (url.isPresent()) {
      return Future.succeededFuture(URI.create(url.get()));
    }
    int code = envelope.map(Envelope::code).orElse(response.statusCode());
    String message = envelope.map(Envelope::message).orElse("no readable answer");
    return Future.failedFuture(
        new KieUnavailable(Meaning.kind(code, message), code + " " + message));
  }
}
