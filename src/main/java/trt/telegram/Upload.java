package trt.telegram;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ClientMultipartForm;
import java.nio.file.Path;

/** One file of a multipart call; the parameters refer to it as {@code attach://<name>}. */
public sealed interface Upload {
  /** Name behind {@code attach://}. */
  String name();

  /** Adds this file to the form. */
  void addTo(ClientMultipartForm form);

  /**
   * A file on disk, streamed while it is sent: never wholly in memory. Telegram takes 50 MB, 10 MB
   * for photos.
   */
  record OfFile(String name, String fileName, String mediaType, Path path) implements Upload {
    @Override
    public void addTo(ClientMultipartForm form) {
      form.binaryFileUpload(name, fileName, mediaType, path.toString());
    }
  }

  /** Bytes that are in memory anyway. */
  record OfBytes(String name, String fileName, String mediaType, Buffer bytes) implements Upload {
    @Override
    public void addTo(ClientMultipartForm form) {
      form.binaryFileUpload(name, fileName, mediaType, bytes);
    }
  }
}
