package trt.leases;

import java.util.BitSet;
import java.util.function.LongSupplier;
import trt.domain.inbox.Shards;

/**
 * The shards this node holds, as far as it knows. Renewed by the leases unit, read by all others on
 * their event loops. What is not renewed in time is not held any more, whatever the clock of the
 * database says: a node that stood still does not go on where it stopped.
 */
public final class Ownership {
  private record Held(BitSet shards, long untilNanos) {}

  private final LongSupplier nanoTime;
  private volatile Held held;

  /**
   * Holds nothing yet.
   *
   * @param nanoTime the monotonic clock, which runs on while a process is stopped
   */
  public Ownership(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    this.held = new Held(new BitSet(), nanoTime.getAsLong());
  }

  /** Holds every shard for ever: for a node that is surely alone. */
  public static Ownership ofAll() {
    Ownership all = new Ownership(() -> 0);
    BitSet shards = new BitSet();
    shards.set(0, Shards.COUNT);
    all.held = new Held(shards, Long.MAX_VALUE);
    return all;
  }

  /** Whether work on this shard may begin now. */
  public boolean holds(int shard) {
    Held now = held;
    return now.shards().get(shard) && nanoTime.getAsLong() - now.untilNanos() < 0;
  }

  /**
   * Whether this node does what one node must do for the whole bot: polling, upkeep, the webhook.
   * It is the one that holds the first shard.
   */
  public boolean leads() {
    return holds(0);
  }

  /** How many shards this node holds. */
  public int count() {
    Held now = held;
    return nanoTime.getAsLong() - now.untilNanos() < 0 ? now.shards().cardinality() : 0;
  }

  /**
   * Replaces what is held.
   *
   * @param untilNanos reading of the monotonic clock from which on nothing of it is held
   * @return whether other shards are held now than before
   */
  boolean renew(BitSet shards, long untilNanos) {
    BitSet before = count() == 0 ? new BitSet() : held.shards();
    held = new Held((BitSet) shards.clone(), untilNanos);
    return !before.equals(shards);
  }
}
