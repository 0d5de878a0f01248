package trt.delivery;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import trt.postgres.SentFileStore;
import trt.postgres.SentFileStore.Source;

/**
 * Makes an album ready: each of its files is named or fetched. An album goes out whole or not at
 * all: with a file that does not fit into it the call is not made, and its messages go one by one.
 */
final class AlbumFiles {
  private static final String METHOD = "sendMediaGroup";
  private static final String ATTACHED = "attach://";

  private final MediaFetch media;
  private final SentFileStore sent;

  AlbumFiles(MediaFetch media, SentFileStore sent) {
    this.media = media;
    this.sent = sent;
  }

  static boolean isAlbum(String method, CallBody body) {
    return method.equals(METHOD) && body.params().getValue("media") instanceof JsonArray;
  }

  /** Fails with {@link MediaFetch.NotFetched} or as the database does. */
  Future<Attachments.Ready> prepare(String method, CallBody body) {
    JsonObject params = body.params().copy();
    JsonArray album = params.getJsonArray("media");
    List<Attachments.Item> items = new ArrayList<>();
    List<CallBody.File> missing = new ArrayList<>();
    Future<Void> chain = Future.succeededFuture();
    for (int i = 0; i < album.size(); i++) {
      int at = i;
      JsonObject shown = album.getJsonObject(i);
      CallBody.File file = file(body, shown);
      Source source = new Source(file.url(), shown.getString("type"));
      chain =
          chain
              .compose(v -> sent.find(source))
              .map(
                  known -> {
                    known.ifPresentOrElse(id -> shown.put("media", id), () -> missing.add(file));
                    items.add(new Attachments.Item(source, at, known.isPresent()));
                    return null;
                  });
    }
    return chain
        .compose(v -> media.fetch(missing))
        .compose(all -> fitting(all, items))
        .map(all -> new Attachments.Ready(method, params, missing, all, items));
  }

  private static CallBody.File file(CallBody body, JsonObject shown) {
    String name = shown.getString("media").substring(ATTACHED.length());
    return body.files().stream().filter(f -> f.name().equals(name)).findFirst().orElseThrow();
  }

  private Future<List<MediaFetch.Fetched>> fitting(
      List<MediaFetch.Fetched> all, List<Attachments.Item> items) {
    List<Attachments.Item> uploaded = items.stream().filter(item -> !item.named()).toList();
    long bytes = 0;
    boolean large = false;
    for (int i = 0; i < all.size(); i++) {
      bytes += all.get(i).bytes();
      boolean photo = uploaded.get(i).source().kind().equals(MediaCall.PHOTO);
      large |= photo && all.get(i).bytes() > MediaCall.MAX_PHOTO;
    }
    if (!large && bytes <= media.maxBytes()) {
      return Future.succeededFuture(all);
    }
    return media
        .discard(all)
        .compose(
            v -> Future.failedFuture(new MediaFetch.NotFetched("too large for an album", true)));
  }
}
