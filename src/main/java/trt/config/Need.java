package trt.config;

/** What a command cannot do without; the setting behind it must have a value. */
public enum Need {
  /** Speaks to Telegram. */
  TELEGRAM("telegram.token"),
  /** Speaks to PostgreSQL. */
  DATABASE("database.url");

  private final String path;

  Need(String path) {
    this.path = path;
  }

  String path() {
    return path;
  }
}
