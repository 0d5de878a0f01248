package trt.config;

import java.util.List;

/** Who may use the admin commands. */
public record AdminConfig(
    @Setting("Telegram user ids; in the environment comma separated.") List<Long> ids) {
  /** Copies the list. */
  public AdminConfig {
    ids = List.copyOf(ids);
  }
}
