package trt.cli;

import io.vertx.core.json.JsonObject;

/**
 * Result of one check.
 *
 * @param text what was found, without secrets
 * @param repair what to do; empty when nothing is to be done
 */
record Verdict(String check, Grade grade, String text, String repair) {
  /** How good it is. */
  enum Grade {
    /** As it should be. */
    OK,
    /** Works, but an operator should know. */
    WARN,
    /** Does not work. */
    FAIL
  }

  static Verdict ok(String check, String text) {
    return new Verdict(check, Grade.OK, text, "");
  }

  static Verdict warn(String check, String text, String repair) {
    return new Verdict(check, Grade.WARN, text, repair);
  }

  static Verdict fail(String check, String text, String repair) {
    return new Verdict(check, Grade.FAIL, text, repair);
  }

  String line() {
    String first =
        String.format(
            "%-5s %-14s %s", grade.name().toLowerCase(java.util.Locale.ROOT), check, text);
    return repair.isEmpty() ? first : first + " -> " + repair;
  }

  JsonObject json() {
    return new JsonObject()
        .put("check", check)
        .put("status", grade.name().toLowerCase(java.util.Locale.ROOT))
        .put("message", text)
        .put("repair", repair);
  }
}
