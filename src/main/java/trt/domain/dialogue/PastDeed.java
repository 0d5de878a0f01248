package trt.domain.dialogue;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a turn changes of a person's own things, or shows of them. Each may be repeated. */
public sealed interface PastDeed {
  /** A job of this person becomes a favourite, or is none any more. */
  record Keep(long job, boolean on) implements PastDeed {}

  /** Marks a model, or takes the mark off. */
  record Like(String model, boolean on) implements PastDeed {}

  /** Usual values of a model; empty ones forget them. */
  record Preset(String model, Map<String, Object> values) implements PastDeed {
    /** Keeps the order and is safe to share. */
    public Preset {
      values = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }
  }

  /**
   * Forgets what a job of this person was about and what it made, and takes it out of the chat. The
   * books keep its price.
   *
   * @param message where it is, 0 when nobody knows
   */
  record Erase(long job, long message) implements PastDeed {}

  /** Other buttons under the message that was pressed. */
  record Relabel(List<List<Button>> rows) implements PastDeed {}

  /** A message that is no menu. */
  record Say(Screen screen) implements PastDeed {}

  /**
   * Files Telegram has, once more; the last one has the caption and the buttons.
   *
   * @param gone said when Telegram does not have them any more
   */
  record Resend(List<PastView.Made> files, Phrase caption, List<List<Button>> rows, Screen gone)
      implements PastDeed {}
}
