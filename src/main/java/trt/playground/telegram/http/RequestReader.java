package trt.playground.telegram.http;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.FileUpload;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import trt.playground.telegram.wire.ApiCall;
import trt.playground.telegram.wire.ApiError;
import trt.playground.telegram.wire.Upload;

/**
 * Reads a call from the query, a form, a multipart form or a JSON body, as Telegram accepts them.
 */
public final class RequestReader {
  private final Vertx vertx;

  public RequestReader(Vertx vertx) {
    this.vertx = vertx;
  }

  /** The call with its parameters as they came and its files in memory. */
  public Future<ApiCall> read(RoutingContext ctx, String method) {
    JsonObject params = new JsonObject();
    ctx.queryParams().forEach(entry -> params.put(entry.getKey(), entry.getValue()));
    ctx.request().formAttributes().forEach(entry -> params.put(entry.getKey(), entry.getValue()));
    if (isJson(ctx)) {
      try {
        params.mergeIn(ctx.body().isEmpty() ? new JsonObject() : ctx.body().asJsonObject());
      } catch (DecodeException | ClassCastException e) {
        return Future.failedFuture(
            ApiError.badRequest("can't parse JSON object in the request body"));
      }
    }
    return uploads(ctx).map(files -> new ApiCall(method, params, files));
  }

  /** The files of a multipart form by the names of their parts. */
  public Future<Map<String, Upload>> uploads(RoutingContext ctx) {
    List<Future<Map.Entry<String, Upload>>> reading = new ArrayList<>();
    for (FileUpload upload : ctx.fileUploads()) {
      reading.add(
          vertx
              .fileSystem()
              .readFile(upload.uploadedFileName())
              .map(
                  bytes ->
                      Map.entry(
                          upload.name(),
                          new Upload(upload.fileName(), upload.contentType(), bytes))));
    }
    return Future.all(reading)
        .map(
            all -> {
              Map<String, Upload> files = new HashMap<>();
              all.<Map.Entry<String, Upload>>list()
                  .forEach(entry -> files.put(entry.getKey(), entry.getValue()));
              return files;
            });
  }

  private static boolean isJson(RoutingContext ctx) {
    String type = ctx.request().getHeader("Content-Type");
    return type != null && type.startsWith("application/json");
  }
}
