package trt.domain.dialogue;

import java.util.Map;

/** What came of an {@link Errand}. */
public sealed interface Outcome {
  /** A job of this person, as it was ordered. */
  record PastJob(long id, String model, Map<String, Object> inputs) implements Outcome {}

  /** What came of an {@link Errand.Past}. */
  record Past(PastView view) implements Outcome {}
}
