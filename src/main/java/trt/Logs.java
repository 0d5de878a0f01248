package trt;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import co.elastic.logging.logback.EcsEncoder;
import org.slf4j.LoggerFactory;
import trt.config.LogConfig;
import trt.console.RecentLines;

/** Puts the log settings into effect; before, Logback writes text at level info. */
final class Logs {
  /** How many lines the console shows. */
  private static final int RECENT = 200;

  private static final RecentLines LINES = new RecentLines(RECENT);

  private Logs() {}

  /** The latest warnings and errors of this process, from the first call on. */
  static RecentLines recent() {
    tap();
    return LINES;
  }

  private static synchronized void tap() {
    if (root().getAppender(LogTap.NAME) == null) {
      LogTap tap = new LogTap(LINES);
      tap.setContext((LoggerContext) LoggerFactory.getILoggerFactory());
      tap.start();
      root().addAppender(tap);
    }
  }

  static void apply(LogConfig config) {
    level(config.level().name());
    if (config.format() == LogConfig.Format.ECS) {
      LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
      EcsEncoder encoder = new EcsEncoder();
      encoder.setContext(context);
      encoder.setServiceName("trt-bot");
      encoder.start();
      ConsoleAppender<ILoggingEvent> console = new ConsoleAppender<>();
      console.setContext(context);
      console.setEncoder(encoder);
      console.start();
      root().detachAndStopAllAppenders();
      root().addAppender(console);
    }
    tap();
  }

  /** Takes effect at once. */
  static void level(String name) {
    root().setLevel(Level.toLevel(name, Level.INFO));
  }

  /** The one in effect. */
  static LogConfig.Level level() {
    return LogConfig.Level.valueOf(root().getLevel().toString());
  }

  private static Logger root() {
    return (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
  }
}
