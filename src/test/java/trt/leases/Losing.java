package trt.leases;

import java.util.BitSet;
import java.util.concurrent.atomic.AtomicLong;
import trt.domain.inbox.Shards;

/** All shards, until the test lets the monotonic clock pass the end of the lease. */
public final class Losing {
  private final AtomicLong now = new AtomicLong();
  private final Ownership ownership = new Ownership(now::get);

  /** Holds everything. */
  public Losing() {
    BitSet all = new BitSet();
    all.set(0, Shards.COUNT);
    boolean changed = ownership.renew(all, 1);
    assert changed;
  }

  /** What a unit is given. */
  public Ownership ownership() {
    return ownership;
  }

  /** The lease was not renewed in time. */
  public void lose() {
    now.set(2);
  }
}
