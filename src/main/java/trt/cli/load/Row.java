package trt.cli.load;

import io.vertx.core.json.JsonObject;

/**
 * One line of the report.
 *
 * @param target what is asked for
 * @param measured what was seen
 */
record Row(String scenario, String what, String target, String measured, Verdict verdict) {
  /** Whether the target was reached. */
  enum Verdict {
    MET,
    NOT_MET,
    /** A number without a target. */
    FACT,
    NOT_MEASURED;

    static Verdict of(boolean met) {
      return met ? MET : NOT_MET;
    }

    String words() {
      return name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ');
    }
  }

  static Row fact(String scenario, String what, String measured) {
    return new Row(scenario, what, "", measured, Verdict.FACT);
  }

  JsonObject json() {
    return new JsonObject()
        .put("scenario", scenario)
        .put("what", what)
        .put("target", target)
        .put("measured", measured)
        .put("verdict", verdict.words());
  }
}
