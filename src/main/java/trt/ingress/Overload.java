package trt.ingress;

import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether more updates are committed than should wait for their turn. Telegram keeps up to 100,000
 * for a bot and gives them again in order: beyond our bound it is the better store. Lives on one
 * event loop.
 */
final class Overload implements BooleanSupplier {
  private static final Logger LOG = LoggerFactory.getLogger(Overload.class);

  private final LongSupplier backlog;
  private final long bound;
  private boolean over;

  /**
   * @param backlog updates that wait for their turn; asked for every update, so it must be at hand
   */
  Overload(LongSupplier backlog, long bound) {
    this.backlog = backlog;
    this.bound = bound;
  }

  @Override
  public boolean getAsBoolean() {
    long waiting = backlog.getAsLong();
    boolean now = waiting > bound;
    if (now && !over) {
      LOG.atWarn()
          .addKeyValue("waiting", waiting)
          .log("Too many updates wait; new ones stay at Telegram until some are done");
    } else if (!now && over) {
      LOG.info("Updates are taken again");
    }
    over = now;
    return now;
  }
}
