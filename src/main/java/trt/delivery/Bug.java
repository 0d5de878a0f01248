package trt.delivery;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A failure that waiting does not mend: told each time, and given up after some. */
final class Bug {
  private static final Logger LOG = LoggerFactory.getLogger(Bug.class);
  private static final int MOST = 3;

  private Bug() {}

  /** Counts and tells it; whether the message is given up now. */
  static boolean endsIt(Entry entry, Throwable failure) {
    boolean enough = entry.failedByBug() >= MOST;
    LOG.atError()
        .addKeyValue("dedupe", entry.message().dedupe())
        .addKeyValue("method", entry.message().method())
        .setCause(failure)
        .log(
            enough
                ? "A message cannot be delivered because of a bug; it is recorded as refused, the chat goes on"
                : "A message could not be delivered because of a bug; it is tried again");
    return enough;
  }
}
