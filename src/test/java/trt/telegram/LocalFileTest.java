package trt.telegram;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static trt.testing.TestVertx.get;
import static trt.testing.TestVertx.vertx;

import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that a Bot API server of one's own has put on this machine. */
class LocalFileTest {
  private final FileDownload files =
      new FileDownload(vertx(), vertx().createHttpClient(), Duration.ofSeconds(5));

  @Test
  void isReadWhole(@TempDir Path folder) throws IOException {
    byte[] bytes = new byte[300_000];
    new java.util.Random(7).nextBytes(bytes);
    Path file = Files.write(folder.resolve("clip.mp4"), bytes);

    assertEquals(Buffer.buffer(bytes), all(get(files.openLocal(file.toString(), 300_000))));
  }

  @Test
  void isRefusedWhenItIsLargerThanAllowedOrNoFile(@TempDir Path folder) throws IOException {
    Path file = Files.write(folder.resolve("clip.mp4"), new byte[11]);

    assertThrows(TelegramRefused.class, () -> all(get(files.openLocal(file.toString(), 10))));
    assertThrows(TelegramRefused.class, () -> all(get(files.openLocal(folder.toString(), 10))));
  }

  @Test
  void mayComeLaterWhenItIsNotThere(@TempDir Path folder) {
    String absent = folder.resolve("absent").toString();

    assertThrows(TelegramUnavailable.class, () -> all(get(files.openLocal(absent, 10))));
  }

  private static Buffer all(ReadStream<Buffer> stream) {
    Buffer read = Buffer.buffer();
    Promise<Buffer> whole = Promise.promise();
    stream.exceptionHandler(whole::tryFail).endHandler(end -> whole.tryComplete(read));
    stream.handler(read::appendBuffer).resume();
    return get(whole.future());
  }
}
