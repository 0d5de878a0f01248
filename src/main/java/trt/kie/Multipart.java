package trt.kie;

import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;
import org.jspecify.annotations.Nullable;

/**
 * A form with one file, written around a stream as it flows: the opening before its first chunk,
 * the closing after its last. Vert.x's own form reads its file from the disk.
 */
final class Multipart implements ReadStream<Buffer> {
  private final ReadStream<Buffer> content;
  private final Buffer opening;
  private final Buffer closing;
  private boolean isOpened;
  private @Nullable Handler<Buffer> handler;

  Multipart(
      ReadStream<Buffer> content, String boundary, String folder, String name, String mimeType) {
    this.content = content;
    String safeName = name.replaceAll("[^A-Za-z0-9._-]", "_");
    this.opening =
        Buffer.buffer(field(boundary, "uploadPath", folder))
            .appendString(field(boundary, "fileName", safeName))
            .appendString("--" + boundary + "\r\nContent-Disposition: form-data; name=\"file\"; ")
            .appendString("filename=\"" + safeName + "\"\r\n")
            .appendString("Content-Type: " + mimeType + "\r\n\r\n");
    this.closing = Buffer.buffer("\r\n--" + boundary + "--\r\n");
  }

  private static String field(String boundary, String name, String value) {
    String head = "--" + boundary + "\r\nContent-Disposition: form-data; name=\"" + name + "\"";
    return head + "\r\n\r\n" + value + "\r\n";
  }

  @Override
  public ReadStream<Buffer> handler(@Nullable Handler<Buffer> next) {
    handler = next;
    content.handler(next == null ? null : chunk -> next.handle(opened(chunk)));
    return this;
  }

  private Buffer opened(Buffer chunk) {
    if (isOpened) {
      return chunk;
    }
    isOpened = true;
    return opening.copy().appendBuffer(chunk);
  }

  @Override
  public ReadStream<Buffer> endHandler(@Nullable Handler<Void> end) {
    content.endHandler(
        end == null
            ? null
            : done -> {
              Handler<Buffer> last = handler;
              if (last != null) {
                last.handle(opened(Buffer.buffer()).copy().appendBuffer(closing));
              }
              end.handle(null);
            });
    return this;
  }

  @Override
  public ReadStream<Buffer> exceptionHandler(@Nullable Handler<Throwable> failed) {
    content.exceptionHandler(failed);
    return this;
  }

  @Override
  public ReadStream<Buffer> pause() {
    content.pause();
    return this;
  }

  @Override
  public ReadStream<Buffer> resume() {
    content.resume();
    return this;
  }

  @Override
  public ReadStream<Buffer> fetch(long amount) {
    content.fetch(amount);
    return this;
  }
}
