package trt.faults;

import io.vertx.core.json.JsonObject;

/**
 * One line of a verdict.
 *
 * @param bound what was asked for, in words
 * @param measured what was seen, in words
 */
record Ruling(String what, String bound, String measured, boolean met) {
  static String head() {
    return "| what | bound | measured | verdict |\n|---|---|---|---|";
  }

  String line() {
    return "| %s | %s | %s | %s |".formatted(what, bound, measured, met ? "met" : "**NOT MET**");
  }

  JsonObject json() {
    return new JsonObject()
        .put("what", what)
        .put("bound", bound)
        .put("measured", measured)
        .put("met", met);
  }

  /** A number that must not be above another. */
  static Ruling none(String what, long count) {
    return new Ruling(what, "0", String.valueOf(count), count == 0);
  }
}
