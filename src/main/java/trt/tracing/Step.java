package trt.tracing;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Something that was done for an update and is over now.
 *
 * @param update its number
 * @param name the same for all of its kind: traces are grouped by it
 * @param facts a String or Long each; never what people wrote, who they are, or a secret
 */
public record Step(
    int update,
    String name,
    Direction direction,
    Place place,
    Instant since,
    boolean failed,
    Map<String, Object> facts) {
  /** Who asked whom. */
  public enum Direction {
    /** Somebody has called us. */
    IN,
    /** We have done something. */
    WITHIN,
    /** We have called somebody. */
    OUT
  }

  /**
   * A step that came of handling an update.
   *
   * @param unit which unit has done it
   */
  public static Step of(int update, String unit, String name, Direction direction, Instant since) {
    Map<String, Object> facts = Map.of("trt.unit", unit);
    return new Step(update, name, direction, Place.BENEATH_HANDLED, since, false, facts);
  }

  /** The same step elsewhere. */
  public Step at(Place where) {
    return new Step(update, name, direction, where, since, failed, facts);
  }

  /** The same step, of which it is known whether it went wrong. */
  public Step failed(boolean wrong) {
    return new Step(update, name, direction, place, since, wrong, facts);
  }

  /** The same step with one fact more. */
  public Step with(String fact, Object value) {
    Map<String, Object> more = new LinkedHashMap<>(facts);
    more.put(fact, value);
    return new Step(update, name, direction, place, since, failed, more);
  }
}
