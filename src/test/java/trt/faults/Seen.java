package trt.faults;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.util.Set;

/** What can be seen of a node from outside at one moment. */
record Seen(String health, String parts, String live, String ready, Set<String> alerts) {
  static Seen of(Node node, Alarms alarms) {
    String health = "–";
    StringBuilder parts = new StringBuilder();
    try {
      JsonObject board = new JsonObject(Asked.of(node.port(), "/health").body());
      health = board.getString("status", "–");
      for (String kind : new String[] {"components", "units"}) {
        JsonObject all = board.getJsonObject(kind, new JsonObject());
        for (String name : all.fieldNames()) {
          String status = all.getJsonObject(name).getString("status");
          if (!"ok".equals(status)) {
            parts.append(parts.isEmpty() ? "" : ", ").append(name).append(' ').append(status);
          }
        }
      }
    } catch (DecodeException nobody) {
      // stays a dash
    }
    return new Seen(
        health,
        parts.isEmpty() ? "–" : parts.toString(),
        Asked.of(node.port(), "/live").code(),
        Asked.of(node.port(), "/ready").code(),
        alarms.firing());
  }

  /** Whether this is what operators are promised. */
  boolean fits(Expected expected) {
    return health.equals(expected.health())
        && (expected.part().equals("–") || (parts + ",").contains(expected.part() + ","))
        && live.equals(expected.live())
        && ready.equals(expected.ready())
        && alerts.containsAll(expected.alerts())
        && alerts.stream()
            .allMatch(one -> expected.alerts().contains(one) || expected.maybe().contains(one));
  }

  boolean isWell() {
    return health.equals("ok") && live.equals("200") && ready.equals("200") && alerts.isEmpty();
  }

  String line() {
    return "| %s | %s | %s | %s | %s |"
        .formatted(health, parts, live, ready, alerts.isEmpty() ? "–" : String.join(", ", alerts));
  }
}
