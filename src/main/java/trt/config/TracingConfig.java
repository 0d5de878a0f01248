package trt.config;

import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;

/** Whether and where it is told, step by step, what becomes of each update. */
public record TracingConfig(
    @Setting("Whether traces are made and sent. Off, nothing of it runs.") boolean enabled,
    @Setting(
            "Where the collector takes OTLP over HTTP, without the path /v1/traces; usually port 4318, not the gRPC port 4317.")
        URI endpoint,
    @Setting(
            value =
                "What the collector wants to see of us, as headers of the request; values are URL-encoded.",
            pattern = HEADER + "(,\\s*" + HEADER + ")*",
            expected =
                "name=value, several separated by commas, values of printable ASCII with % and ,"
                    + " percent-encoded")
        Secret headers,
    @Setting(
            "Share of the updates that are traced, at most 1. Decided by the update's number, so that all nodes agree.")
        BigDecimal sampleRatio,
    @Setting(
            value =
                "Spans that may wait to be sent, about 1 KB each; more are dropped and counted.",
            max = 1_000_000)
        int queueSpans,
    @Setting(value = "Spans in one request.", max = 10_000) int batchSpans,
    @Setting("Longest time a span waits for company before it is sent.") Duration exportEvery,
    @Setting("Longest wait for the collector, repetitions included; then the batch is dropped.")
        Duration exportTimeout,
    @Setting("How long a process that stops waits for the last spans to be sent.")
        Duration flushWithin) {
  // What no header may hold would be refused at each sending, by an error that repeats it.
  static final String HEADER =
      "[A-Za-z0-9!#$&'*+.^_`|~-]+=([ -$&-+\\--~]|%([2-6][0-9a-fA-F]|7[0-9a-eA-E]))*";
}
