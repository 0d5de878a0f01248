package trt.playground.kie;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.file.CopyOptions;
import io.vertx.core.http.HttpResponseExpectation;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.FileUpload;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.client.WebClient;
import io.vertx.ext.web.client.WebClientOptions;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.UUID;

/** The three ways to hand a file over. Files go to the disk as they come. */
final class UploadRoutes {
  private static final long FETCH_MILLIS = 30_000;

  private final Vertx vertx;
  private final Path folder;
  private final InstantSource clock;
  private final Faults faults;
  private final WebClient web;

  UploadRoutes(Vertx vertx, Path folder, InstantSource clock, Faults faults) {
    this.faults = faults;
    this.vertx = vertx;
    this.folder = folder;
    this.clock = clock;
    this.web = WebClient.create(vertx, new WebClientOptions().setConnectTimeout(3000));
  }

  void mount(Router router) {
    router.post("/api/file-stream-upload").handler(this::stream);
    router.post("/api/file-base64-upload").handler(this::base64);
    router.post("/api/file-url-upload").handler(this::address);
  }

  private void stream(RoutingContext call) {
    if (Answers.broke(call, faults.next("upload"))) {
      return;
    }
    FileUpload file = call.fileUploads().stream().findFirst().orElse(null);
    if (file == null || call.request().getFormAttribute("uploadPath") == null) {
      refuse(call, "Missing required parameter: " + (file == null ? "file" : "uploadPath"));
      return;
    }
    String wanted = call.request().getFormAttribute("fileName");
    String name = name(wanted == null ? file.fileName() : wanted);
    CopyOptions replace = new CopyOptions().setReplaceExisting(true);
    vertx
        .fileSystem()
        .move(file.uploadedFileName(), folder.resolve(name).toString(), replace)
        .onSuccess(moved -> answer(call, name, file.size(), file.contentType()))
        .onFailure(call::fail);
  }

  private void base64(RoutingContext call) {
    JsonObject body = Answers.json(call);
    String data = body.getString("base64Data", "");
    String type = data.startsWith("data:") ? data.substring(5, data.indexOf(';')) : "image/png";
    try {
      byte[] bytes = Base64.getDecoder().decode(data.substring(data.indexOf(',') + 1));
      keep(call, body, Buffer.buffer(bytes), type);
    } catch (IllegalArgumentException e) {
      refuse(call, "Base64 decoding failed: Invalid Base64 format");
    }
  }

  private void address(RoutingContext call) {
    JsonObject body = Answers.json(call);
    String source = body.getString("fileUrl", "");
    web.getAbs(source)
        .timeout(FETCH_MILLIS)
        .send()
        .expecting(HttpResponseExpectation.SC_OK)
        .onSuccess(
            file -> {
              String type = file.getHeader("Content-Type");
              Buffer content = file.body() == null ? Buffer.buffer() : file.body();
              keep(call, body, content, type == null ? "application/octet-stream" : type);
            })
        .onFailure(failed -> refuse(call, "Failed to download the file"));
  }

  private void keep(RoutingContext call, JsonObject body, Buffer content, String type) {
    if (!body.containsKey("uploadPath")) {
      refuse(call, "Missing required parameter: uploadPath");
      return;
    }
    String name = name(body.getString("fileName", "file"));
    vertx
        .fileSystem()
        .writeFile(folder.resolve(name).toString(), content)
        .onSuccess(written -> answer(call, name, content.length(), type))
        .onFailure(call::fail);
  }

  /** Never two files under one name: KIE overwrites, and its caches then serve either. */
  private static String name(String wanted) {
    String safe = wanted.replaceAll("[^A-Za-z0-9._-]", "_").replace("..", "_");
    return UUID.randomUUID().toString().substring(0, 8) + "-" + safe;
  }

  private void answer(RoutingContext call, String name, long size, String type) {
    JsonObject data =
        new JsonObject()
            .put("success", true)
            .put("fileName", name)
            .put("filePath", "kieai/playground/" + name)
            .put("downloadUrl", PublicAddress.of(call) + "/uploads/" + name)
            .put("fileSize", size)
            .put("mimeType", type)
            .put("uploadedAt", Instant.ofEpochMilli(clock.millis()).toString());
    Answers.send(
        call, Answers.envelope(200, "File uploaded successfully", data).put("success", true));
  }

  private static void refuse(RoutingContext call, String message) {
    Answers.send(call, Answers.envelope(400, message, null).put("success", false));
  }

  void stop() {
    web.close();
  }
}
