package trt.delivery;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import trt.postgres.SentFileStore;
import trt.telegram.Upload;

/**
 * Makes a call ready to be sent: files that Telegram has already are named, others are fetched. A
 * photo that is too large for one becomes a document.
 */
final class Attachments {
  private final MediaFetch media;
  private final SentFileStore sent;

  Attachments(MediaFetch media, SentFileStore sent) {
    this.media = media;
    this.sent = sent;
  }

  /** Where a file comes from and as what it is shown. */
  record Source(String url, String kind) {}

  /**
   * A call with everything it needs.
   *
   * @param source of its only file
   * @param named whether Telegram is told the file's name instead of being given the file
   */
  record Ready(
      String method,
      JsonObject params,
      List<CallBody.File> files,
      List<MediaFetch.Fetched> fetched,
      Optional<Source> source,
      boolean named) {
    /** A call without files. */
    static Ready plain(String method, CallBody body) {
      return new Ready(method, body.params(), List.of(), List.of(), Optional.empty(), false);
    }

    List<Upload> uploads() {
      return IntStream.range(0, fetched.size())
          .<Upload>mapToObj(
              i ->
                  new Upload.OfFile(
                      files.get(i).name(),
                      files.get(i).fileName(),
                      files.get(i).mediaType(),
                      fetched.get(i).path()))
          .toList();
    }
  }

  /** Fails with {@link MediaFetch.NotFetched} or as the database does. */
  Future<Ready> prepare(String method, CallBody body) {
    Optional<MediaCall> call =
        body.files().size() == 1 ? MediaCall.of(method, body.params()) : Optional.empty();
    if (call.isEmpty()) {
      return media
          .fetch(body.files())
          .map(all -> new Ready(method, body.params(), body.files(), all, Optional.empty(), false));
    }
    String url = body.files().get(0).url();
    return known(call.get(), url)
        .compose(
            found ->
                found.isPresent()
                    ? Future.succeededFuture(found.get())
                    : fetched(call.get(), body.files()));
  }

  /** Deletes what was fetched. Never fails. */
  Future<Void> discard(Ready ready) {
    return media.discard(ready.fetched());
  }

  private Future<Optional<Ready>> known(MediaCall call, String url) {
    return named(call, url)
        .compose(
            found ->
                found.isEmpty() && call.isPhoto()
                    ? named(call.asDocument(), url)
                    : Future.succeededFuture(found));
  }

  private Future<Optional<Ready>> named(MediaCall call, String url) {
    return sent.find(url, call.kind())
        .map(
            found ->
                found.map(
                    fileId ->
                        new Ready(
                            call.method(),
                            call.showing(fileId).params(),
                            List.of(),
                            List.of(),
                            Optional.of(new Source(url, call.kind())),
                            true)));
  }

  private Future<Ready> fetched(MediaCall call, List<CallBody.File> files) {
    return media
        .fetch(files)
        .map(
            all -> {
              boolean large = call.isPhoto() && all.get(0).bytes() > MediaCall.MAX_PHOTO;
              MediaCall fitting = large ? call.asDocument() : call;
              Source source = new Source(files.get(0).url(), fitting.kind());
              return new Ready(
                  fitting.method(), fitting.params(), files, all, Optional.of(source), false);
            });
  }
}
