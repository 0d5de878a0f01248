package trt;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.core.AppenderBase;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.event.KeyValuePair;
import trt.console.LogLine;
import trt.console.RecentLines;

/** Copies warnings and errors to where the console shows them. */
final class LogTap extends AppenderBase<ILoggingEvent> {
  static final String NAME = "recent";

  private final RecentLines lines;

  LogTap(RecentLines lines) {
    this.lines = lines;
    setName(NAME);
  }

  @Override
  protected void append(ILoggingEvent event) {
    if (event.getLevel().isGreaterOrEqual(Level.WARN)) {
      lines.add(
          new LogLine(
              Instant.ofEpochMilli(event.getTimeStamp()),
              event.getLevel().toString(),
              event.getLoggerName(),
              String.valueOf(event.getFormattedMessage()),
              values(event),
              cause(event.getThrowableProxy())));
    }
  }

  private static Map<String, String> values(ILoggingEvent event) {
    Map<String, String> values = new LinkedHashMap<>(event.getMDCPropertyMap());
    List<KeyValuePair> pairs = event.getKeyValuePairs();
    if (pairs != null) {
      pairs.forEach(pair -> values.put(pair.key, String.valueOf(pair.value)));
    }
    return values;
  }

  private static String cause(@org.jspecify.annotations.Nullable IThrowableProxy thrown) {
    return thrown == null ? "" : thrown.getClassName() + ": " + thrown.getMessage();
  }
}
