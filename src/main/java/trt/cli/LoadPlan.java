package trt.cli;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntUnaryOperator;

/**
 * What a load run does.
 *
 * @param rate updates a second
 * @param chats how many people write; none writes again before the answer
 * @param settle how long answers may take after the last update
 * @param mix weight of each text, for example {@code /start} 80, {@code /help} 20
 */
record LoadPlan(int rate, Duration duration, int chats, Duration settle, Map<String, Integer> mix) {
  /** Updates of the whole run. */
  long total() {
    return rate * duration.toMillis() / 1000;
  }

  /** A text drawn by weight. */
  String draw(IntUnaryOperator randomBelow) {
    List<String> texts = new ArrayList<>();
    mix.forEach((text, weight) -> texts.addAll(java.util.Collections.nCopies(weight, text)));
    return texts.get(randomBelow.applyAsInt(texts.size()));
  }
}
