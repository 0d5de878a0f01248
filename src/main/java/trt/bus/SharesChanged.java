package trt.bus;

import java.util.Set;

/**
 * This node holds other shards than before: what came is to be looked at, what went to be left.
 *
 * @param inherited shards whose last owner did not give them back: it may have died of what it was
 *     at
 */
public record SharesChanged(Set<Integer> inherited) {}
