package trt.redis;

/**
 * Redis did not answer. Whoever gets this goes on without. Says nothing of the address: it carries
 * a password.
 */
public final class RedisUnavailable extends RuntimeException {
  private static final long serialVersionUID = 1L;

  RedisUnavailable(String operation, CallOutcome outcome) {
    super("Redis " + operation + ": " + outcome.label(), null, false, false);
  }
}
