package trt.playground.telegram.wire;

import io.vertx.core.buffer.Buffer;

/** A file that came with a call, or was fetched for it. */
public record Upload(String fileName, String contentType, Buffer bytes) {}
