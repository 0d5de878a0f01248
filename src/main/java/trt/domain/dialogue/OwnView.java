package trt.domain.dialogue;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import trt.domain.job.JobState;

/** What came of an {@link OwnWish}. */
public sealed interface OwnView {
  /**
   * A generation of this person that is not over, or has just been ended.
   *
   * @param prompt empty when it has none
   * @param age since it was ordered
   * @param place in line, 0 when nobody here knows
   * @param price what is held, in minor units; 1 when free
   * @param spot where its message is
   */
  record Job(
      long id,
      String model,
      String prompt,
      JobState state,
      int attempt,
      Duration age,
      int place,
      boolean free,
      long price,
      Spot spot) {
    /** The same with its place in line. */
    public Job at(int newPlace) {
      return new Job(id, model, prompt, state, attempt, age, newPlace, free, price, spot);
    }
  }

  /**
   * Where the message of a generation is.
   *
   * @param message empty when there is none to change
   * @param thread topic, 0 for none
   * @param replyTo the message that was answered in a group, 0 for none
   */
  record Spot(
      int shard, long chatKey, long chatId, OptionalLong message, long thread, long replyTo) {}

  /**
   * Generations that are not over, oldest first.
   *
   * @param more how many there are besides
   */
  record Jobs(List<Job> jobs, int more) implements OwnView {
    /** Copies the list. */
    public Jobs {
      jobs = List.copyOf(jobs);
    }
  }

  /**
   * How a wish to cancel ended.
   *
   * @param job empty unless it was ended just now
   * @param end what became of the wish
   * @param left what is not over now
   */
  record Cancelled(List<Job> job, End end, Jobs left) implements OwnView {
    /** Copies the list. */
    public Cancelled {
      job = List.copyOf(job);
    }

    /** What became of the wish. */
    public enum End {
      /** It is not made, the money is back. */
      DONE,
      /** It may be in the making already. */
      TOO_LATE,
      /** It was over before, or is somebody else's. */
      OVER
    }
  }

  /**
   * Languages the bot speaks.
   *
   * @param names by code, each in its own language
   * @param current code of the one spoken from now on
   * @param changed whether it was chosen just now
   */
  record Languages(Map<String, String> names, String current, boolean changed) implements OwnView {}

  /**
   * For how long things are kept.
   *
   * @param messages what people write
   * @param dialogues unfinished orders
   * @param answers what the studio says of a generation
   */
  record Privacy(Duration messages, Duration dialogues, Duration answers) implements OwnView {}

  /**
   * Everything as a file.
   *
   * @param content JSON
   * @param whole whether nothing had to be left out
   */
  record Exported(String content, boolean whole) implements OwnView {}

  /** A file was made not long ago; the next one after that time. */
  record TooSoon(Duration pause) implements OwnView {}

  /**
   * What stands against leaving, and what would be left behind.
   *
   * @param working generations that are not over, or whose results are on their way
   * @param payment whether a payment is being looked after
   * @param balance minor units
   * @param now in seconds since 1970
   * @param within for how long the answer counts
   */
  record Standing(int working, boolean payment, long balance, long now, Duration within)
      implements OwnView {
    /** Whether something must end before. */
    boolean mustWait() {
      return working > 0 || payment;
    }
  }

  /** Nothing is kept any more, but what must be. */
  record Erased(long balance) implements OwnView {}

  /** The question was asked too long ago, or the balance has changed since. */
  record AskedTooLongAgo(Standing standing) implements OwnView {}
}
