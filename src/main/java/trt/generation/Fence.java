package trt.generation;

import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/**
 * Stands between an intent on disk and the request on the wire. A process that stood still in
 * between, or lost the shard, steps back: others may have given the intent up by now.
 */
final class Fence implements BooleanSupplier {
  private final LongSupplier nanoTime;
  private final long until;
  private final BooleanSupplier owner;
  private boolean steppedBack;

  /**
   * @param until reading of the monotonic clock from which on nothing is written
   */
  Fence(LongSupplier nanoTime, long until, BooleanSupplier owner) {
    this.nanoTime = nanoTime;
    this.until = until;
    this.owner = owner;
  }

  @Override
  public boolean getAsBoolean() {
    steppedBack = nanoTime.getAsLong() - until >= 0 || !owner.getAsBoolean();
    return !steppedBack;
  }

  /** True when nothing was written because of this. */
  boolean steppedBack() {
    return steppedBack;
  }
}
