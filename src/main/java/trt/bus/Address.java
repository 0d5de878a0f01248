package trt.bus;

/**
 * Where a message goes: what may be sent there and what comes back.
 *
 * @param name {@code <receiving unit>.<plural noun>}; only that unit serves it
 * @param <M> the message
 * @param <R> the answer, {@link Void} for hints
 */
@SuppressWarnings("UnusedTypeParameter") // they make tell, ask and serve type-safe
public record Address<M extends Record, R>(String name) {
  @Override
  public String toString() {
    return name;
  }
}
