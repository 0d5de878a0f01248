package trt.kie;

/** What is certain after trying to create a task. */
public sealed interface Submission {
  /** The task exists at KIE and will be paid for. */
  record Accepted(String taskId) implements Submission {}

  /**
   * It is made already: the answer was the result, and there is nothing to look up.
   *
   * @param taskId KIE's name of the answer
   */
  record Made(String taskId, TaskRecord.Succeeded result) implements Submission {}

  /**
   * The task certainly does not exist.
   *
   * @param code KIE's code or the HTTP status; 0 when nothing was sent
   * @param message KIE's words, for logs and operators, never for users
   */
  record Refused(FailureKind kind, int code, String message) implements Submission {}

  /**
   * Nobody knows: the request went out and no usable answer came back. The task may exist and cost
   * money; it must not be sent again at once. Its callback or the operator will tell.
   */
  record Unclear(String reason) implements Submission {}
}
