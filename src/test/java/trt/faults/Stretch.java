package trt.faults;

import io.vertx.core.json.JsonObject;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What people felt of one thing an operator did.
 *
 * @param sent updates of people who wait for answers
 * @param refused deliveries by a status other than 200, all of them repeated by Telegram
 * @param p50 of the time from saying something to its answer, milliseconds
 * @param resultMax the longest from confirming an order to its end, milliseconds
 */
record Stretch(
    String name,
    double seconds,
    long sent,
    Map<Integer, Long> refused,
    double p50,
    double p99,
    double max,
    long orders,
    double resultMax,
    String remarks) {
  static String head() {
    return "| what | took s | updates | refused | p50 ms | p99 ms | max ms | orders | longest result s"
        + " | remarks |\n|---|---|---|---|---|---|---|---|---|---|";
  }

  String line() {
    return String.format(
        Locale.ROOT,
        "| %s | %.1f | %d | %s | %.0f | %.0f | %.0f | %d | %.1f | %s |",
        name,
        seconds,
        sent,
        refused.isEmpty() ? "0" : inWords(),
        p50,
        p99,
        max,
        orders,
        resultMax / 1000,
        remarks);
  }

  private String inWords() {
    return refused.entrySet().stream()
        .map(entry -> entry.getValue() + " × " + entry.getKey())
        .collect(Collectors.joining(", "));
  }

  JsonObject json() {
    return new JsonObject()
        .put("what", name)
        .put("seconds", seconds)
        .put("updates", sent)
        .put("refused", inWords())
        .put("answerP50Ms", p50)
        .put("answerP99Ms", p99)
        .put("answerMaxMs", max)
        .put("orders", orders)
        .put("resultMaxMs", resultMax)
        .put("remarks", remarks);
  }
}
