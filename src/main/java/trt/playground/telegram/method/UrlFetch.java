package trt.playground.telegram.method;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Optional;
import trt.playground.telegram.state.FileKind;
import trt.playground.telegram.wire.ApiError;
import trt.playground.telegram.wire.Upload;

/** Fetches media for the bot, as Telegram does when it is given a URL. */
final class UrlFetch {
  private static final int CONNECT_MILLIS = 5_000;
  private static final int IDLE_MILLIS = 20_000;

  private final HttpClient http;

  UrlFetch(Vertx vertx) {
    http = vertx.createHttpClient(new HttpClientOptions().setConnectTimeout(CONNECT_MILLIS));
  }

  /**
   * The content behind the URL.
   *
   * @return fails with Telegram's 400 if it cannot be had, is too large or of the wrong type
   */
  Future<Upload> get(String url, FileKind kind) {
    try {
      URI uri = new URI(url);
      if (uri.getHost() == null) {
        return Future.failedFuture(ApiError.badRequest("wrong HTTP URL specified"));
      }
      RequestOptions request =
          new RequestOptions()
              .setAbsoluteURI(url)
              .setMethod(HttpMethod.GET)
              .setFollowRedirects(true)
              .setIdleTimeout(IDLE_MILLIS);
      return http.request(request)
          .compose(r -> r.send())
          .compose(answer -> body(answer, kind).map(bytes -> upload(uri, answer, bytes)))
          .recover(
              e ->
                  Future.failedFuture(
                      e instanceof ApiError
                          ? e
                          : ApiError.badRequest("failed to get HTTP URL content")));
    } catch (URISyntaxException | IllegalArgumentException e) {
      return Future.failedFuture(ApiError.badRequest("wrong HTTP URL specified"));
    }
  }

  private static Future<Buffer> body(HttpClientResponse answer, FileKind kind) {
    if (answer.statusCode() != 200) {
      answer.request().reset();
      return Future.failedFuture(ApiError.badRequest("failed to get HTTP URL content"));
    }
    if (!isFitting(contentType(answer), kind)) {
      answer.request().reset();
      return Future.failedFuture(ApiError.badRequest("wrong type of the web page content"));
    }
    Promise<Buffer> whole = Promise.promise();
    Buffer bytes = Buffer.buffer();
    answer.handler(
        part -> {
          if (bytes.appendBuffer(part).length() > kind.urlLimit()) {
            answer.request().reset();
            whole.tryFail(ApiError.badRequest("failed to get HTTP URL content"));
          }
        });
    answer.exceptionHandler(whole::tryFail);
    answer.endHandler(end -> whole.tryComplete(bytes));
    return whole.future();
  }

  private static boolean isFitting(String type, FileKind kind) {
    return switch (kind) {
      case PHOTO -> !type.startsWith("text/") && !type.startsWith("video/");
      case VIDEO, ANIMATION, AUDIO, VOICE, VIDEO_NOTE -> !type.startsWith("text/");
      case DOCUMENT, STICKER -> true;
    };
  }

  private static Upload upload(URI uri, HttpClientResponse answer, Buffer bytes) {
    Path name = Path.of("/" + Optional.ofNullable(uri.getPath()).orElse("")).getFileName();
    return new Upload(name == null ? "file" : name.toString(), contentType(answer), bytes);
  }

  private static String contentType(HttpClientResponse answer) {
    return Optional.ofNullable(answer.getHeader("Content-Type")).orElse("");
  }
}
