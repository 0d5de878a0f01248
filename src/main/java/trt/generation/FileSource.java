package trt.generation;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;

/** Where the files that users sent are read from. */
@FunctionalInterface
public interface FileSource {
  /**
   * A paused stream of one file, to be read to its end. Fails with {@link
   * trt.telegram.TelegramRefused} when there is no such file, it is too large or the token is
   * wrong, and with anything else when it cannot be read now.
   */
  Future<ReadStream<Buffer>> open(String fileId);
}
