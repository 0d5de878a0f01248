package trt.config;

/** What the log looks like. */
public record LogConfig(
    @Setting("text for people, ecs for one JSON object a line (Elastic Common Schema).")
        Format format,
    @Setting("Least severe level that is written. Live.") Level level) {
  /** Shape of a log line. */
  public enum Format {
    /** For people. */
    TEXT,
    /** One JSON object a line, Elastic Common Schema. */
    ECS
  }

  /** Least severe level that is written. */
  public enum Level {
    /** Only what an operator must repair. */
    ERROR,
    /** And what the bot repairs by itself. */
    WARN,
    /** And what happens. */
    INFO,
    /** And why. */
    DEBUG,
    /** And how. */
    TRACE
  }
}
