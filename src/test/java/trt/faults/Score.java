package trt.faults;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;

/**
 * What a run came to.
 *
 * @param acked updates answered with 200
 * @param lost of them without a row or an effect, questions without an answer, paid results nobody
 *     sees
 * @param doubled answers and results in excess, charges and tasks beyond what may be
 * @param misordered effects before the effects of earlier updates of their chat
 * @param drift wallets, holds and journal that disagree
 * @param ambiguous sends and submissions whose answer was lost: what nobody can make exactly once
 * @param others everything else that must not be, in words
 * @param quiet seconds from the end of the fault until nothing waited
 */
record Score(
    String name,
    long acked,
    long lost,
    long doubled,
    long misordered,
    long drift,
    long ambiguous,
    List<String> others,
    double seconds,
    double quiet) {
  boolean isClean() {
    return lost == 0 && doubled == 0 && misordered == 0 && drift == 0 && others.isEmpty();
  }

  static String head() {
    return "| run | acked | lost | doubled | out of order | drift | ambiguous | quiet after | took |\n"
        + "|---|---|---|---|---|---|---|---|---|";
  }

  String line() {
    return "| %s | %d | %d | %d | %d | %d | %d | %.1f s | %.1f s |%s"
        .formatted(
            name,
            acked,
            lost,
            doubled,
            misordered,
            drift,
            ambiguous,
            quiet,
            seconds,
            others.isEmpty() ? "" : " " + String.join("; ", others));
  }

  JsonObject json() {
    return new JsonObject()
        .put("name", name)
        .put("acked", acked)
        .put("lost", lost)
        .put("doubled", doubled)
        .put("outOfOrder", misordered)
        .put("drift", drift)
        .put("ambiguous", ambiguous)
        .put("others", new JsonArray(others))
        .put("seconds", seconds)
        .put("quietAfter", quiet);
  }

  static Score sum(String name, List<Score> all) {
    return new Score(
        name,
        all.stream().mapToLong(Score::acked).sum(),
        all.stream().mapToLong(Score::lost).sum(),
        all.stream().mapToLong(Score::doubled).sum(),
        all.stream().mapToLong(Score::misordered).sum(),
        all.stream().mapToLong(Score::drift).sum(),
        all.stream().mapToLong(Score::ambiguous).sum(),
        all.stream().flatMap(score -> score.others().stream()).toList(),
        all.stream().mapToDouble(Score::seconds).sum(),
        all.stream().mapToDouble(Score::quiet).max().orElse(0));
  }
}
