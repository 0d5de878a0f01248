package trt.playground.telegram.method;

import io.vertx.core.Future;
import java.util.Map;
import trt.playground.telegram.state.FileShelf;
import trt.playground.telegram.state.StoredFile;
import trt.playground.telegram.wire.ApiCall;
import trt.playground.telegram.wire.ApiError;
import trt.playground.telegram.wire.MethodHandler;

/** getFile: tells where a file of at most 20 MB can be downloaded. */
final class FileMethods {
  private static final int DOWNLOAD_LIMIT = 20 * 1024 * 1024;

  private final FileShelf files;

  FileMethods(FileShelf files) {
    this.files = files;
  }

  Map<String, MethodHandler> methods() {
    return Map.of("getFile", this::get);
  }

  private Future<?> get(ApiCall call) {
    StoredFile file =
        files
            .find(call.text("file_id"))
            .orElseThrow(
                () -> ApiError.badRequest("wrong file_id or the file is temporarily unavailable"));
    if (file.size() > DOWNLOAD_LIMIT) {
      throw ApiError.badRequest("file is too big");
    }
    return Future.succeededFuture(file.reference().put("file_path", file.path()));
  }
}
