package trt.domain.dialogue;

import java.util.Map;
import java.util.Optional;

/**
 * What the words that a job brings are for. Kept among the inputs of its order, under a name no
 * model has, so that it lives and is forgotten with it.
 *
 * @param flow number of the order they are wanted for; when another one is being prepared by then,
 *     the person has gone on without them
 */
public record Purpose(Use use, long flow) {
  /** Where it stands among the inputs. */
  public static final String NAME = "@for";

  private static final String SEPARATOR = ":";

  /** How words are used. */
  public enum Use {
    /** As if the person had typed them. */
    SAID,
    /** Offered in place of what the person has written. */
    BETTER
  }

  /** What the words of a job with these inputs are for; empty when they are a result as others. */
  public static Optional<Purpose> of(Map<String, Object> inputs) {
    String[] parts = String.valueOf(inputs.getOrDefault(NAME, "")).split(SEPARATOR, -1);
    if (parts.length != 2 || !parts[1].matches("\\d{1,18}")) {
      return Optional.empty();
    }
    for (Use use : Use.values()) {
      if (use.name().equals(parts[0])) {
        return Optional.of(new Purpose(use, Long.parseLong(parts[1])));
      }
    }
    return Optional.empty();
  }

  /** The value that {@link #of} reads. */
  String written() {
    return use + SEPARATOR + flow;
  }
}
