package trt.playground.telegram.method;

import io.vertx.core.Future;
import java.util.Optional;
import trt.playground.telegram.state.FileKind;
import trt.playground.telegram.state.FileShelf;
import trt.playground.telegram.state.StoredFile;
import trt.playground.telegram.wire.ApiCall;
import trt.playground.telegram.wire.ApiError;
import trt.playground.telegram.wire.Upload;

/** Finds the file a call means: a part of the upload, a file_id, or a URL that is fetched. */
final class MediaSource {
  private static final String ATTACHED = "attach://";

  private final FileShelf files;
  private final UrlFetch fetch;

  MediaSource(FileShelf files, UrlFetch fetch) {
    this.files = files;
    this.fetch = fetch;
  }

  /**
   * The file behind a parameter.
   *
   * @param part name under which the file itself may have been uploaded
   * @param given what stands in the parameter, "" if nothing
   * @return fails with {@link ApiError} if there is no such file or it cannot be sent as this kind
   */
  Future<StoredFile> find(ApiCall call, FileKind kind, String part, String given) {
    String name = given.startsWith(ATTACHED) ? given.substring(ATTACHED.length()) : part;
    Upload upload = given.isEmpty() || given.startsWith(ATTACHED) ? call.uploads().get(name) : null;
    if (upload != null) {
      return files.keep(kind, upload);
    }
    if (given.startsWith("http://") || given.startsWith("https://")) {
      return fetch.get(given, kind).compose(fetched -> files.keep(kind, fetched));
    }
    return known(kind, given);
  }

  private Future<StoredFile> known(FileKind kind, String fileId) {
    Optional<StoredFile> file = files.find(fileId);
    if (file.isEmpty()) {
      return Future.failedFuture(
          ApiError.badRequest(
              fileId.isEmpty() || fileId.startsWith(ATTACHED)
                  ? "there is no " + kind.field().replace('_', ' ') + " in the request"
                  : "wrong file identifier/HTTP URL specified"));
    }
    FileKind actual = file.get().kind();
    return actual == kind
        ? Future.succeededFuture(file.get())
        : Future.failedFuture(
            ApiError.badRequest(
                "can't use file of type " + actual.title() + " as " + kind.title()));
  }
}
