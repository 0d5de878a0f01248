package trt.cli.load;

import java.time.Duration;
import java.util.Map;

/**
 * A bot that has run for a while: everybody has written before, and the JVM has compiled what is
 * hot.
 */
final class Warmth {
  static final int CHATS = 5_000;
  static final int CONNECTIONS = 64;

  private static final int ROUNDS = 15;
  private static final int IN_FLIGHT = 128;
  private static final Duration LIMIT = Duration.ofMinutes(5);

  private Warmth() {}

  /** Starts a bot with default settings and lets every chat write {@value #ROUNDS} times. */
  static Node node(Stage stage, Findings findings) throws Exception {
    Node node = stage.node(Map.of());
    try (Traffic traffic = new Traffic(stage, node, CHATS, CONNECTIONS)) {
      Measured newcomers = traffic.answered(IN_FLIGHT, CHATS, LIMIT);
      findings.detail("newcomers, warming up", newcomers);
      long more = (long) CHATS * (ROUNDS - 1);
      findings.detail("warming up", traffic.answered(IN_FLIGHT, more, LIMIT));
    }
    return node;
  }
}
