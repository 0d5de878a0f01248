package trt.playground.telegram.wire;

import io.vertx.core.Future;

/** What one method of the Bot API does. Runs on the emulator's event loop. */
@FunctionalInterface
public interface MethodHandler {
  /**
   * Executes a call that passed the checks of the schema.
   *
   * @return the {@code result} of the answer; fails with {@link ApiError} for a refusal
   */
  Future<?> call(ApiCall call);
}
