package trt.tracing;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Where steps go. */
interface Spans {
  /** Nowhere. */
  Spans NONE = step -> {};

  /** Never blocks, never fails; what cannot be kept is dropped and counted. */
  void add(Step step);

  /** Sends what is left. */
  default CompletionStage<Void> close() {
    return CompletableFuture.allOf();
  }
}
