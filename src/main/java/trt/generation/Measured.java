package trt.generation;

import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import trt.media.LengthMeter;

/** A file on its way, whose length is read off as it passes; nothing of it is held. */
final class Measured implements ReadStream<Buffer> {
  private final ReadStream<Buffer> content;
  private final LengthMeter meter = new LengthMeter();

  Measured(ReadStream<Buffer> content) {
    this.content = content;
  }

  /** After the end; empty when the file does not tell. */
  Optional<Duration> length() {
    return meter.length();
  }

  @Override
  public ReadStream<Buffer> handler(@Nullable Handler<Buffer> next) {
    content.handler(
        next == null
            ? null
            : chunk -> {
              meter.pass(chunk.getBytes());
              next.handle(chunk);
            });
    return this;
  }

  @Override
  public ReadStream<Buffer> endHandler(@Nullable Handler<Void> end) {
    content.endHandler(end);
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
