package trt.tracing;

import io.opentelemetry.sdk.trace.IdGenerator;
import java.util.Optional;
import java.util.function.Supplier;

/** Gives a span the id that was chosen for it. The SDK asks on the thread that starts the span. */
final class GivenIds implements IdGenerator {
  private static final ThreadLocal<Chosen> CHOSEN = new ThreadLocal<>();

  private final IdGenerator random = IdGenerator.random();

  /**
   * What a span is to be called.
   *
   * @param span empty for any
   */
  record Chosen(String trace, Optional<String> span) {}

  /** Starts a span under those ids. */
  <T> T under(Chosen ids, Supplier<T> start) {
    CHOSEN.set(ids);
    try {
      return start.get();
    } finally {
      CHOSEN.remove();
    }
  }

  @Override
  public String generateTraceId() {
    return Optional.ofNullable(CHOSEN.get()).map(Chosen::trace).orElseGet(random::generateTraceId);
  }

  @Override
  public String generateSpanId() {
    return Optional.ofNullable(CHOSEN.get())
        .flatMap(Chosen::span)
        .orElseGet(random::generateSpanId);
  }
}
