package trt.faults;

import static trt.testing.TestVertx.get;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import trt.playground.telegram.EmulatedUser;

/** Somebody who sends commands without waiting for answers; each has an answer of its own. */
final class Talker {
  private static final List<String> SAYS =
      List.of("/help", "/balance", "/start", "/nonsense", "/cancel", "/terms");
  private static final List<String> HEARS =
      List.of(
          "How it works",
          "Your balance",
          "I turn words into pictures",
          "I do not know this command",
          "nothing to cancel",
          "Terms");

  private final EmulatedUser user;
  private final List<String> expected = new ArrayList<>();

  Talker(EmulatedUser user) {
    this.user = user;
  }

  long chat() {
    return user.id();
  }

  void says(Random random) {
    int what = random.nextInt(SAYS.size());
    get(user.sends(SAYS.get(what)));
    expected.add(HEARS.get(what));
  }

  int said() {
    return expected.size();
  }

  /**
   * Compares what was heard with what was asked, run by run of equal answers.
   *
   * @param heard the bot's messages
   * @param unclear for each question whether the answer of Telegram to its answer was lost: then,
   *     and only then, the answer may be there more than once
   */
  Hearing judge(List<String> heard, List<Boolean> unclear) {
    int lost = 0;
    int doubled = 0;
    int at = 0;
    int from = 0;
    while (from < expected.size()) {
      String answer = expected.get(from);
      int to = from;
      boolean mayRepeat = false;
      while (to < expected.size() && expected.get(to).equals(answer)) {
        mayRepeat |= to < unclear.size() && unclear.get(to);
        to++;
      }
      int count = 0;
      while (at < heard.size() && heard.get(at).contains(answer)) {
        at++;
        count++;
      }
      lost += Math.max(0, to - from - count);
      doubled += mayRepeat ? 0 : Math.max(0, count - (to - from));
      from = to;
    }
    return new Hearing(lost, doubled, heard.size() - at);
  }

  /**
   * What was wrong.
   *
   * @param lost questions without an answer
   * @param doubled answers in excess
   * @param misplaced answers where others were due
   */
  record Hearing(int lost, int doubled, int misplaced) {}
}
