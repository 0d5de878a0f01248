package trt.domain.dialogue.admin;

import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * To whom a broadcast goes; banned people are never among them.
 *
 * @param days who has written in so many days, today included; empty for whenever
 * @param lang whose language that is; empty for any
 */
public record Segment(OptionalInt days, Optional<String> lang) {
  private static final String ALL = "all";
  private static final String ACTIVE = "active";
  private static final int MOST_DAYS = 3_650;

  /** As an operator writes it and as it is kept: {@code all}, {@code active 7}, {@code ru}. */
  public static Optional<Segment> of(String text) {
    String[] words = text.strip().toLowerCase(Locale.ROOT).split("\\s+", -1);
    if (words.length == 1 && words[0].equals(ALL)) {
      return Optional.of(new Segment(OptionalInt.empty(), Optional.empty()));
    }
    if (words.length == 1 && (words[0].equals("ru") || words[0].equals("en"))) {
      return Optional.of(new Segment(OptionalInt.empty(), Optional.of(words[0])));
    }
    if (words.length == 2 && words[0].equals(ACTIVE) && words[1].matches("[0-9]{1,4}")) {
      int days = Integer.parseInt(words[1]);
      return days > 0 && days <= MOST_DAYS
          ? Optional.of(new Segment(OptionalInt.of(days), Optional.empty()))
          : Optional.empty();
    }
    return Optional.empty();
  }

  /** What {@link #of} reads. */
  public String text() {
    return days.isPresent() ? ACTIVE + " " + days.getAsInt() : lang.orElse(ALL);
  }
}
