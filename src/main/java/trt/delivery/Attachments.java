package trt.delivery;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import trt.postgres.SentFileStore;
import trt.postgres.SentFileStore.Source;
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

  /**
   * A file of a call.
   *
   * @param at its place among those the call shows
   * @param named whether Telegram is told the file's name instead of being given the file
   */
  record Item(Source source, int at, boolean named) {}

  /**
   * A call with everything it needs.
   *
   * @param files those that go up
   * @param items all that it shows, as far as they are known by name
   */
  record Ready(
      String method,
      JsonObject params,
      List<CallBody.File> files,
      List<MediaFetch.Fetched> fetched,
      List<Item> items) {
    /** A call without files. */
    static Ready plain(String method, CallBody body) {
      return new Ready(method, body.params(), List.of(), List.of(), List.of());
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

    /** Those Telegram is only told the names of. */
    List<Source> named() {
      return items.stream().filter(Item::named).map(Item::source).toList();
    }

    /** Those that went up, with their places. */
    List<Item> uploaded() {
      return items.stream().filter(item -> !item.named()).toList();
    }
  }

  /** Fails with {@link MediaFetch.NotFetched} or as the database does. */
  Future<Ready> prepare(String method, CallBody body) {
    if (AlbumFiles.isAlbum(method, body)) {
      return new AlbumFiles(media, sent).prepare(method, body);
    }
    Optional<MediaCall> call =
        body.files().size() == 1 ? MediaCall.of(method, body.params()) : Optional.empty();
    if (call.isEmpty()) {
      return media
          .fetch(body.files())
          .map(all -> new Ready(method, body.params(), body.files(), all, List.of()));
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
    Source source = new Source(url, call.kind());
    return sent.find(source)
        .map(
            found ->
                found.map(
                    fileId ->
                        new Ready(
                            call.method(),
                            call.showing(fileId).params(),
                            List.of(),
                            List.of(),
                            List.of(new Item(source, 0, true)))));
  }

  private Future<Ready> fetched(MediaCall call, List<CallBody.File> files) {
    return media
        .fetch(files)
        .map(
            all -> {
              boolean large = call.isPhoto() && all.get(0).bytes() > MediaCall.MAX_PHOTO;
              MediaCall fitting = large ? call.asDocument() : call;
              Source source = new Source(files.get(0).url(), fitting.kind());
              // A text that was made here is nowhere else: its name would never be asked for.
              List<Item> items =
                  MediaFetch.isMadeHere(source.url())
                      ? List.of()
                      : List.of(new Item(source, 0, false));
              return new Ready(fitting.method(), fitting.params(), files, all, items);
            });
  }
}
