package trt.kie;

/** Why KIE would not, or could not, make something. Decides who is told and what happens next. */
public enum FailureKind {
  /** A moderator, machine or human, objects to the request. The user may reword it. */
  CONTENT_POLICY,
  /** The inputs break KIE's rules although they passed ours: our mistake, worth an alarm. */
  BAD_INPUT,
  /** KIE could not fetch or read a file it was given. Uploading it anew may help. */
  BAD_MEDIA,
  /** The account is empty or its key has reached its cap. Sales stop until the operator pays. */
  NO_CREDITS,
  /** The key is missing, wrong or not allowed from here. Sales stop until the operator acts. */
  BAD_KEY,
  /** Too many calls. Certainly not created; try later. */
  RATE_LIMITED,
  /** KIE or this one feature is switched off for a while. Certainly not created; try later. */
  MAINTENANCE,
  /** No connection was made, or calls are paused after failures. Certainly not created. */
  UNREACHABLE,
  /** KIE tried and failed, through no fault of the user. */
  INTERNAL;

  /** Whether the same request may be sent again later as it is. */
  public boolean isPassing() {
    return this == RATE_LIMITED || this == MAINTENANCE || this == UNREACHABLE;
  }

  /** Whether every other request would fail as well, until the operator acts. */
  public boolean stopsSales() {
    return this == NO_CREDITS || this == BAD_KEY;
  }
}
