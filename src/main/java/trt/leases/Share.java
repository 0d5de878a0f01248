package trt.leases;

import java.util.stream.IntStream;
import trt.domain.inbox.Shards;
import trt.supervision.Placement;

/**
 * The shards one verticle instance works on: of those its node holds, the ones that leave its index
 * when divided by the number of instances. So a chat is served by one event loop and needs no lock.
 */
public record Share(Ownership ownership, Placement placement) {
  /** Whether this instance may begin work on the shard now. */
  public boolean owns(int shard) {
    return shard % placement.count() == placement.index() && ownership.holds(shard);
  }

  /** All of them, as a parameter of SQL. */
  public Short[] shards() {
    return IntStream.range(0, Shards.COUNT)
        .filter(this::owns)
        .mapToObj(shard -> (short) shard)
        .toArray(Short[]::new);
  }

  /** Which part of all the work is done here, from 0 to 1: limits of a whole bot are divided so. */
  public double fraction() {
    return (double) ownership.count() / Shards.COUNT / placement.count();
  }
}
