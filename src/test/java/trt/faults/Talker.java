package trt.faults;

import static trt.testing.TestVertx.get;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import trt.playground.telegram.EmulatedUser;

/** Somebody who sends commands without waiting for answers; each has an answer of its own. */
final class Talker {
  private static final List<String> SAYS =
      List.of("/help", "/balance", "/start", "/nonsense", "/cancel", "hello");
  private static final List<String> HEARS =
      List.of(
          "How it works",
          "Your balance",
          "I turn words into pictures",
          "I do not know this command",
          "nothing to cancel",
          "I did not expect a text");

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
   * Answers that are missing, in excess, and in another order than the questions.
   *
   * @param heard the bot's messages
   */
  Hearing judge(List<String> heard) {
    int lost = Math.max(0, expected.size() - heard.size());
    int extra = Math.max(0, heard.size() - expected.size());
    int misplaced = 0;
    int at = 0;
    for (String answer : heard) {
      if (at < expected.size() && answer.contains(expected.get(at))) {
        at++;
      } else if (at == 0 || !answer.contains(expected.get(at - 1))) {
        misplaced++; // neither the next answer nor the last one once more
      }
    }
    return new Hearing(lost, extra, misplaced);
  }

  record Hearing(int lost, int extra, int misplaced) {}
}
