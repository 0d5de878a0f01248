package trt.playground.telegram.wire;

/** A result with a sentence beside it, as setWebhook answers. */
public record Described(Object result, String description) {}
