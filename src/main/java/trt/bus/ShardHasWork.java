package trt.bus;

/** Another node has committed something that this shard's owner should look at. */
public record ShardHasWork(int shard) {}
