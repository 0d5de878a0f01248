package trt.kie;

import java.math.BigDecimal;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** What KIE says about a task. Succeeded and Failed never change again. */
public sealed interface TaskRecord {
  /** What KIE repeats of the request; tells which attempt a task belongs to. */
  Echo echo();

  /**
   * @param callBackUrl the callback address the task was created with
   * @param credits what KIE charged, 0 after a failure
   */
  record Echo(Optional<String> callBackUrl, Optional<BigDecimal> credits) {
    /** KIE repeated nothing. */
    public static final Echo NONE = new Echo(Optional.empty(), Optional.empty());
  }

  /** Not begun yet. */
  record Waiting(Echo echo) implements TaskRecord {}

  /**
   * At work.
   *
   * @param progress 0 to 1, where KIE says so
   */
  record Running(OptionalDouble progress, Echo echo) implements TaskRecord {}

  /**
   * Done. At least one output or a text.
   *
   * @param text the result of text models: a transcript, lyrics, or JSON where the result is data
   */
  record Succeeded(List<Output> outputs, Optional<String> text, Echo echo) implements TaskRecord {
    public Succeeded {
      outputs = List.copyOf(outputs);
    }

    public List<URI> urls() {
      return outputs.stream().map(Output::url).toList();
    }
  }

  /**
   * KIE gave up; nothing is charged by KIE.
   *
   * @param message KIE's words, for logs and operators, never for users
   */
  record Failed(FailureKind kind, String code, String message, Echo echo) implements TaskRecord {}

  /** KIE knows no such task, or not yet: for some seconds after creation that is usual. */
  record Missing(Echo echo) implements TaskRecord {}

  /** An answer that means nothing: cut off, not JSON, a new state. Look again later. */
  record Unreadable(String reason, Echo echo) implements TaskRecord {}
}
