package trt.kie;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import trt.kie.Answer.Envelope;
import trt.kie.Submission.Accepted;
import trt.kie.Submission.Refused;
import trt.kie.Submission.Unclear;

/**
 * What KIE's codes and texts mean. The texts are those of its documentation and of recorded
 * answers; parameter errors come as code 500, an empty account as 402 or 500.
 */
final class Meaning {
  private static final List<String> POLICY =
      List.of(
          "moderation",
          "moderator",
          "content polic",
          "inappropriate",
          "sensitive",
          "flagged",
          "nsfw",
          "prohibited content",
          "violating content",
          "violates");
  private static final List<String> EMPTY =
      List.of(
          "credits insufficient",
          "insufficient credit",
          "insufficient balance",
          "number of points");
  private static final List<String> CLOSED = List.of("maintain", "maintenance", "not published");
  private static final List<String> MEDIA =
      List.of("fetch the image", "image fetch", "fetch failed", "download", "unreadable image");
  private static final List<String> PARAMETER =
      List.of(
          "is required",
          "range of allowed options",
          "text length",
          "file type not supported",
          "cannot be null",
          "cannot be empty",
          "invalid parameter",
          "operation not found");

  private static final int UNKNOWN_CODE = 500;

  private Meaning() {}

  /** The answer to a create call. Anything not surely "not created" is unclear. */
  static Submission ofCreate(Answer answer, Function<Envelope, Optional<String>> id) {
    Optional<Envelope> envelope = answer.envelope();
    if (envelope.isEmpty()) {
      return ofBareStatus(answer);
    }
    Envelope it = envelope.get();
    if (it.isOk()) {
      return id.apply(it)
          .<Submission>map(Accepted::new)
          .orElseGet(() -> new Unclear("accepted without a task id"));
    }
    FailureKind kind = kind(it.code(), it.message());
    return kind == FailureKind.INTERNAL
        ? new Unclear("code " + it.code() + ": " + it.message())
        : new Refused(kind, it.code(), it.message());
  }

  private static Submission ofBareStatus(Answer answer) {
    int status = answer.status();
    if (status >= 400 && status < 500 && status != 408) {
      FailureKind kind = status == 403 ? FailureKind.BAD_KEY : kind(status, "");
      return new Refused(kind, status, answer.start());
    }
    return new Unclear("HTTP " + status + " without a readable body");
  }

  /** What a code and its text say. {@link FailureKind#INTERNAL} when they say nothing certain. */
  static FailureKind kind(int code, String message) {
    String text = message.toLowerCase(Locale.ROOT);
    if (says(text, EMPTY) || code == 402 || code == 433) {
      return FailureKind.NO_CREDITS;
    }
    if (code == 401) {
      return FailureKind.BAD_KEY;
    }
    if (code == 429 || code == 430 || code == 405 || code == 550) {
      return FailureKind.RATE_LIMITED;
    }
    if (code == 455 || code == 505 || says(text, CLOSED)) {
      return FailureKind.MAINTENANCE;
    }
    if (says(text, POLICY)) {
      return FailureKind.CONTENT_POLICY;
    }
    if (code == 451 || says(text, MEDIA)) {
      return FailureKind.BAD_MEDIA;
    }
    if (says(text, PARAMETER) || (code >= 400 && code < 500 && code != 408)) {
      return FailureKind.BAD_INPUT;
    }
    return FailureKind.INTERNAL;
  }

  /** What a failed task's code and text say; there is no request left to be refused. */
  static FailureKind ofTask(String code, String message) {
    int number = code.matches("[0-9]{1,9}") ? Integer.parseInt(code) : UNKNOWN_CODE;
    FailureKind kind = kind(number, message);
    return switch (kind) {
      case CONTENT_POLICY, BAD_INPUT, BAD_MEDIA -> kind;
      default -> FailureKind.INTERNAL;
    };
  }

  private static boolean says(String text, List<String> words) {
    return words.stream().anyMatch(text::contains);
  }
}
