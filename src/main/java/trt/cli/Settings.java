package trt.cli;

import io.vertx.core.Vertx;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import trt.config.AppConfig;
import trt.config.ConfigLoader;
import trt.config.ConfigProblems;
import trt.config.ConfigSources;
import trt.config.Need;

/** The settings of this process, for commands that may block. */
final class Settings {
  private static final long LIMIT_SECONDS = 15;

  private Settings() {}

  /**
   * Reads them.
   *
   * @throws ConfigProblems with everything that is wrong
   */
  static AppConfig load(Vertx vertx, Set<Need> needs) throws TimeoutException {
    return ConfigLoader.load(vertx, ConfigSources.ofProcess(needs))
        .await(LIMIT_SECONDS, TimeUnit.SECONDS);
  }
}
