package trt.bus;

/** A job was committed together with the hold on its price. */
public record JobQueued(long jobId) {}
