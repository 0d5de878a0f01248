package trt.domain.dialogue;

import java.util.Map;
import trt.domain.dialogue.admin.AdminView;

/** What came of an {@link Errand}. */
public sealed interface Outcome {
  /** A job of this person, as it was ordered. */
  record PastJob(long id, String model, Map<String, Object> inputs) implements Outcome {}

  /** What an operator sees; nobody else ever has one. */
  record Administered(AdminView view) implements Outcome {}
}
