package trt.telegram;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.file.AsyncFile;
import io.vertx.core.file.OpenOptions;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.streams.ReadStream;
import java.nio.file.Path;
import java.time.Duration;

/** Streams one file of Telegram's to disk. */
final class FileDownload {
  private static final String NAME = "download";

  private final Vertx vertx;
  private final HttpClientAgent http;
  private final Duration silence;

  FileDownload(Vertx vertx, HttpClientAgent http, Duration silence) {
    this.vertx = vertx;
    this.http = http;
    this.silence = silence;
  }

  Future<Path> fetch(String address, Path into, long maxBytes) {
    RequestOptions get =
        new RequestOptions().setAbsoluteURI(address).setIdleTimeout(silence.toMillis());
    OpenOptions fresh = new OpenOptions().setCreate(true).setTruncateExisting(true);
    return vertx
        .fileSystem()
        .open(into.toString(), fresh)
        .compose(file -> stream(get, file, maxBytes))
        .map(into)
        .recover(
            failure ->
                Future.failedFuture(
                    failure instanceof TelegramRefused
                        ? failure
                        : new TelegramUnavailable(NAME, "broke off", true)));
  }

  /** As a paused stream. */
  Future<ReadStream<Buffer>> open(String address, long maxBytes) {
    RequestOptions get =
        new RequestOptions().setAbsoluteURI(address).setIdleTimeout(silence.toMillis());
    return http.request(get)
        .compose(
            request ->
                request
                    .send()
                    .compose(response -> opened(response, maxBytes))
                    .onFailure(failure -> request.reset()))
        .recover(
            failure ->
                Future.failedFuture(
                    failure instanceof TelegramRefused
                        ? failure
                        : new TelegramUnavailable(NAME, "broke off", true)));
  }

  private static Future<ReadStream<Buffer>> opened(HttpClientResponse response, long maxBytes) {
    response.pause();
    String length = response.getHeader("Content-Length");
    int status = response.statusCode();
    boolean fits = length != null && Long.parseLong(length) <= maxBytes;
    if (status == 200 && fits) {
      return Future.succeededFuture(response);
    }
    response.exceptionHandler(reset -> {});
    return Future.failedFuture(
        status == 429 || status >= 500
            ? new TelegramUnavailable(NAME, "status " + status, true)
            : new TelegramRefused(NAME, RefusalKind.CONTENT));
  }

  /** A file that a Bot API server of our own has put on this machine. */
  Future<ReadStream<Buffer>> openLocal(String path, long maxBytes) {
    return vertx
        .fileSystem()
        .props(path)
        .compose(
            props ->
                props.isRegularFile() && props.size() <= maxBytes
                    ? vertx.fileSystem().open(path, new OpenOptions().setWrite(false))
                    : Future.failedFuture(new TelegramRefused(NAME, RefusalKind.CONTENT)))
        .map(file -> (ReadStream<Buffer>) file.pause())
        .recover(
            failure ->
                Future.failedFuture(
                    failure instanceof TelegramRefused
                        ? failure
                        : new TelegramUnavailable(NAME, "not readable", true)));
  }

  private Future<Void> stream(RequestOptions get, AsyncFile file, long maxBytes) {
    return http.request(get)
        .compose(
            request ->
                request
                    .send()
                    .compose(response -> accept(response, file, maxBytes))
                    .onFailure(failure -> request.reset()))
        .eventually(file::close);
  }

  // pipeTo closes the file at the end of a good answer; closing it again does nothing.
  private Future<Void> accept(HttpClientResponse response, AsyncFile file, long maxBytes) {
    String length = response.getHeader("Content-Length");
    boolean fits = length != null && Long.parseLong(length) <= maxBytes;
    if (response.statusCode() != 200 || !fits) {
      // The request is about to be reset; the stream would report that as an error of its own.
      response.exceptionHandler(reset -> {});
      return Future.failedFuture(new TelegramRefused(NAME, RefusalKind.CONTENT));
    }
    return response.pipe().endOnComplete(false).to(file);
  }
}
