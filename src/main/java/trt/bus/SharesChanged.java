package trt.bus;

/** This node holds other shards than before: what came is to be looked at, what went to be left. */
public record SharesChanged() {}
