package trt.playground.servers;

/**
 * A server of the playground cannot start, or its folder cannot be used. The message is for the
 * person who typed the command: what is wrong and what to do.
 */
public final class EmbeddedServerException extends RuntimeException {
  private static final long serialVersionUID = 1;

  EmbeddedServerException(String message) {
    super(message);
  }

  EmbeddedServerException(String message, Throwable cause) {
    super(message, cause);
  }
}
