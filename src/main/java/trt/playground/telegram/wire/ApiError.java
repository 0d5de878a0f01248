package trt.playground.telegram.wire;

import io.vertx.core.json.JsonObject;

/** A refusal in Telegram's own words, with its code. */
public final class ApiError extends RuntimeException {
  private final int code;
  private final JsonObject parameters;

  private ApiError(int code, String description, JsonObject parameters) {
    super(description, null, false, false);
    this.code = code;
    this.parameters = parameters;
  }

  /** An answer of this code; {@code description} goes out as it is. */
  public static ApiError of(int code, String description) {
    return new ApiError(code, description, new JsonObject());
  }

  /** 400. The first letter is lowered unless the text is a constant, as Telegram's server does. */
  public static ApiError badRequest(String message) {
    boolean constant =
        message.length() < 2
            || message.charAt(1) == '_'
            || Character.isUpperCase(message.charAt(1));
    String text =
        constant ? message : Character.toLowerCase(message.charAt(0)) + message.substring(1);
    return of(400, "Bad Request: " + text);
  }

  /** 403: the chat cannot be written to. */
  public static ApiError forbidden(String message) {
    return of(403, "Forbidden: " + message);
  }

  /** 409: webhook and polling, or two pollers, exclude each other. */
  public static ApiError conflict(String message) {
    return of(409, "Conflict: " + message);
  }

  /** 429 with the seconds to wait, in the body and in the header. */
  public static ApiError throttled(int seconds) {
    return new ApiError(
        429,
        "Too Many Requests: retry after " + seconds,
        new JsonObject().put("retry_after", seconds));
  }

  /** The HTTP status, and {@code error_code} of the body. */
  public int code() {
    return code;
  }

  /** What is wrong, in Telegram's words. */
  public String description() {
    return String.valueOf(getMessage());
  }

  /** Seconds to wait, 0 for every refusal but 429. */
  public int retryAfter() {
    return parameters.getInteger("retry_after", 0);
  }

  /** The body Telegram answers with. */
  public JsonObject body() {
    JsonObject body =
        new JsonObject().put("ok", false).put("error_code", code).put("description", description());
    return parameters.isEmpty() ? body : body.put("parameters", parameters);
  }
}
