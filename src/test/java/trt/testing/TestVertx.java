package trt.testing;

import static java.util.concurrent.TimeUnit.SECONDS;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Assertions;

/** One Vert.x for all tests of the JVM, and blocking access to its futures from the test thread. */
public final class TestVertx {
  private static final Vertx VERTX = Vertx.vertx();
  private static final long LIMIT_SECONDS = 20;

  private TestVertx() {}

  /** The shared instance; never closed, its threads end with the JVM. */
  public static Vertx vertx() {
    return VERTX;
  }

  /** The result, within 20 s; a failed future is thrown as it is. */
  public static <T> T get(Future<T> future) {
    try {
      return future.await(LIMIT_SECONDS, SECONDS);
    } catch (TimeoutException e) {
      throw new AssertionError("no result within " + LIMIT_SECONDS + " s", e);
    }
  }

  /** The failure, within 20 s; a success fails the test. */
  public static <X extends Throwable> X failure(Class<X> type, Future<?> future) {
    return Assertions.assertThrows(type, () -> get(future));
  }
}
