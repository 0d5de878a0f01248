package trt.delivery;

import static trt.testing.TestVertx.get;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import javax.imageio.ImageIO;

/** Where results lie: answers as the test says and counts. */
final class FileHost implements AutoCloseable {
  private final HttpServer server;
  private final AtomicInteger asked = new AtomicInteger();
  private volatile Consumer<HttpServerRequest> answer = FileHost::picture;

  FileHost(Vertx vertx) {
    server =
        vertx
            .createHttpServer()
            .requestHandler(
                request -> {
                  asked.incrementAndGet();
                  answer.accept(request);
                });
    get(server.listen(0, "127.0.0.1"));
  }

  String url() {
    return "http://127.0.0.1:" + server.actualPort() + "/result.png";
  }

  int asked() {
    return asked.get();
  }

  void gives(Consumer<HttpServerRequest> newAnswer) {
    answer = newAnswer;
  }

  static void picture(HttpServerRequest request) {
    request.response().end(png()).onComplete(sent -> {});
  }

  static void redirect(HttpServerRequest request, String to) {
    request.response().setStatusCode(302).putHeader("Location", to).end().onComplete(sent -> {});
  }

  /** Eleven megabytes: too much for a photo, not for a document. */
  static void large(HttpServerRequest request) {
    request.response().end(png().appendBytes(new byte[11 << 20])).onComplete(sent -> {});
  }

  static void notThere(HttpServerRequest request) {
    request.response().setStatusCode(404).end().onComplete(sent -> {});
  }

  /** Promises more than it sends, then cuts the line. */
  static void cut(HttpServerRequest request) {
    request
        .response()
        .putHeader("Content-Length", "100000")
        .write("half a picture")
        .onComplete(sent -> request.connection().close());
  }

  static void busy(HttpServerRequest request) {
    request.response().setStatusCode(503).end().onComplete(sent -> {});
  }

  static Buffer png() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      boolean written =
          ImageIO.write(new BufferedImage(32, 24, BufferedImage.TYPE_INT_RGB), "png", bytes);
      assert written;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Buffer.buffer(bytes.toByteArray());
  }

  @Override
  public void close() {
    get(server.close());
  }
}
