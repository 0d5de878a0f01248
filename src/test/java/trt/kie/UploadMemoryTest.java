package trt.kie;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.streams.ReadStream;
import io.vertx.junit5.VertxExtension;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Twenty files at once through a KIE that takes its time. */
@ExtendWith(VertxExtension.class)
class UploadMemoryTest {
  private static final int MB = 1024 * 1024;
  private static final int UPLOADS = 20;
  private static final long FILE_BYTES = 20L * MB;

  private final AtomicLong arrived = new AtomicLong();
  private final AtomicBoolean isSlow = new AtomicBoolean(true);
  private final List<HttpServerRequest> stalled = new CopyOnWriteArrayList<>();
  private KieUploads uploads;

  @BeforeEach
  void start(Vertx vertx) {
    HttpServer server =
        Await.get(vertx.createHttpServer().requestHandler(this::take).listen(0, "localhost"));
    URI url = URI.create("http://localhost:" + server.actualPort());
    uploads =
        new KieClient(
                vertx,
                ScriptedKie.config(url),
                CatalogFile.load().schemas(),
                new SimpleMeterRegistry())
            .uploads();
  }

  @Test
  void twentyFilesOfTwentyMegabytesAreNeverHeldInMemory(Vertx vertx) {
    long before = used();
    List<Source> sources = new ArrayList<>();
    List<Future<URI>> done = new ArrayList<>();
    for (int i = 0; i < UPLOADS; i++) {
      Source source = new Source(vertx, FILE_BYTES);
      sources.add(source);
      done.add(uploads.stream(source, "clip" + i + ".mp4", "video/mp4"));
    }
    trt.testing.Await.until(
        () -> stalled.size() == UPLOADS && sources.stream().allMatch(s -> s.isHeld()));

    long held = used() - before;
    long read = sources.stream().mapToLong(s -> s.sent).sum();
    // The rest is what the two ends of the sockets hold outside of this process.
    assertTrue(read < UPLOADS * FILE_BYTES / 2, "read ahead " + read / MB + " MB");
    assertTrue(held < 64L * MB, "held " + held / MB + " MB");

    isSlow.set(false);
    stalled.forEach(HttpServerRequest::resume);
    done.forEach(one -> assertEquals("https://f/up", Await.get(one).toString()));
    assertTrue(arrived.get() > UPLOADS * FILE_BYTES, "arrived " + arrived.get());
  }

  @Test
  void aFileThatBreaksOffIsNotHandedOverAsAWhole(Vertx vertx) {
    isSlow.set(false);
    Source source = new Source(vertx, FILE_BYTES);
    source.breaksAt = 3L * MB;

    assertThrows(
        KieUnavailable.class,
        () -> System.out.println(Await.get(uploads.stream(source, "a.mp4", "video/mp4"))));
  }

  @Test
  void aBigFileIsNotSentInOnePiece() {
    Buffer big = Buffer.buffer(new byte[11 * MB]);

    KieUnavailable refused =
        assertThrows(
            KieUnavailable.class,
            () -> System.out.println(Await.get(uploads.bytes(big, "image/png", "a.png"))));
    assertEquals(FailureKind.BAD_MEDIA, refused.kind());
    assertEquals(0, arrived.get());
  }

  private void take(HttpServerRequest call) {
    call.handler(chunk -> arrived.addAndGet(chunk.length()));
    call.exceptionHandler(cut -> {});
    call.endHandler(
        end ->
            call.response()
                .end("{\"code\":200,\"data\":{\"downloadUrl\":\"https://f/up\"}}")
                .onComplete(sent -> {}));
    if (isSlow.get()) {
      call.pause();
      stalled.add(call);
    }
  }

  /** Heap and buffers outside of it that are really in use. */
  private static long used() {
    for (int i = 0; i < 3; i++) {
      System.gc();
    }
    long direct =
        ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
            .mapToLong(BufferPoolMXBean::getMemoryUsed)
            .sum();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() + direct;
  }

  /** A file as it comes from Telegram: chunk after chunk, as long as somebody asks. */
  private static final class Source implements ReadStream<Buffer> {
    private static final int CHUNK = 64 * 1024;

    private final Vertx vertx;
    private final long total;
    private volatile long sent;
    private volatile long breaksAt = Long.MAX_VALUE;
    private volatile boolean isPaused;
    private volatile long pausedAt;
    private boolean isOver;
    private @Nullable Handler<Buffer> handler;
    private @Nullable Handler<Void> end;
    private @Nullable Handler<Throwable> failed;

    Source(Vertx vertx, long total) {
      this.vertx = vertx;
      this.total = total;
    }

    boolean isHeld() {
      return isPaused && System.nanoTime() - pausedAt > 200_000_000L;
    }

    private void next() {
      Handler<Buffer> to = handler;
      if (isPaused || isOver || to == null) {
        return;
      }
      if (sent >= breaksAt && failed != null) {
        isOver = true;
        failed.handle(new java.io.IOException("the line is cut"));
      } else if (sent >= total) {
        isOver = true;
        if (end != null) {
          end.handle(null);
        }
      } else {
        sent += CHUNK;
        to.handle(Buffer.buffer(new byte[CHUNK]));
        vertx.runOnContext(again -> next());
      }
    }

    @Override
    public ReadStream<Buffer> handler(@Nullable Handler<Buffer> to) {
      handler = to;
      vertx.runOnContext(go -> next());
      return this;
    }

    @Override
    public ReadStream<Buffer> pause() {
      if (!isPaused) {
        pausedAt = System.nanoTime();
      }
      isPaused = true;
      return this;
    }

    @Override
    public ReadStream<Buffer> resume() {
      isPaused = false;
      vertx.runOnContext(go -> next());
      return this;
    }

    @Override
    public ReadStream<Buffer> fetch(long amount) {
      return resume();
    }

    @Override
    public ReadStream<Buffer> endHandler(@Nullable Handler<Void> then) {
      end = then;
      return this;
    }

    @Override
    public ReadStream<Buffer> exceptionHandler(@Nullable Handler<Throwable> then) {
      failed = then;
      return this;
    }
  }
}
