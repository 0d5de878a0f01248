package trt.playground.telegram.http;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import trt.playground.telegram.state.FileShelf;
import trt.playground.telegram.state.StoredFile;
import trt.playground.telegram.wire.ApiError;

/** Downloads: for the bot by path, for the chat page by file_id. A range may be asked for. */
public final class FileRoutes {
  private static final Pattern RANGE = Pattern.compile("bytes=(\\d{1,12})-(\\d{0,12})");

  private final FileShelf files;

  public FileRoutes(FileShelf files) {
    this.files = files;
  }

  /** Adds both routes. */
  public void mount(Router router, TokenCheck tokens) {
    router
        .getWithRegex("/file/bot(?<token>[^/]+)/(?<path>.+)")
        .handler(
            ctx -> {
              if (tokens.accepts(ctx)) {
                send(ctx, files.atPath(PathParams.text(ctx, "path")));
              }
            });
    router
        .get("/emulator/files/:id")
        .handler(ctx -> send(ctx, files.find(PathParams.text(ctx, "id"))));
  }

  private void send(RoutingContext ctx, Optional<StoredFile> found) {
    if (found.isEmpty()) {
      Answers.refused(ctx, ApiError.of(404, "Not Found"));
      return;
    }
    files
        .bytes(found.get())
        .onSuccess(bytes -> send(ctx, found.get(), bytes))
        .onFailure(gone -> Answers.refused(ctx, ApiError.of(404, "Not Found")));
  }

  private static void send(RoutingContext ctx, StoredFile file, Buffer bytes) {
    HttpServerResponse response =
        ctx.response()
            .putHeader("Content-Type", file.mimeType())
            .putHeader("X-Content-Type-Options", "nosniff")
            .putHeader("Content-Security-Policy", "sandbox")
            .putHeader("Accept-Ranges", "bytes");
    String asked = ctx.request().getHeader("Range");
    Matcher range = RANGE.matcher(asked == null ? "" : asked);
    int length = bytes.length();
    if (!range.matches() || Long.parseLong(range.group(1)) >= length) {
      response.end(bytes);
      return;
    }
    int from = Integer.parseInt(range.group(1));
    int to =
        range.group(2).isEmpty()
            ? length - 1
            : (int) Math.min(length - 1L, Long.parseLong(range.group(2)));
    response
        .setStatusCode(206)
        .putHeader("Content-Range", "bytes " + from + "-" + to + "/" + length)
        .end(bytes.slice(from, Math.max(from, to + 1)));
  }
}
