package trt.domain.job;

import java.util.EnumSet;
import java.util.Set;

/**
 * Where a generation is.
 *
 * <pre>
 * NEW ──claim──▶ SUBMITTING ──taskId──▶ RUNNING ──success──▶ SUCCEEDED (captured)
 *  ▲ │              │  │                 ▲  └──fail, deadline──▶ FAILED (released)
 *  │ └──cancelled───┼──┼──▶ FAILED       │
 *  └──certain "not created"              │
 *  │                └──unclear──▶ UNKNOWN ┘ adopted by its callback
 *  └──nobody called back (once), or──┘└──▶ FAILED
 *     certainly not created after all
 * </pre>
 *
 * From every live state a job goes to RUNNING when a callback proves one of its earlier tasks.
 */
public enum JobState {
  /** Money is held, nobody has told KIE. */
  NEW,
  /** The intent to create a task is on disk; the call may be on its way. */
  SUBMITTING,
  /** The call was made and its answer is lost: a task may exist. */
  UNKNOWN,
  /** KIE has the task. */
  RUNNING,
  /** The result is there and paid. */
  SUCCEEDED,
  /** Over without a result; the money went back. */
  FAILED;

  /** The states that may follow this one. */
  public Set<JobState> next() {
    return switch (this) {
      case NEW -> EnumSet.of(SUBMITTING, RUNNING, FAILED);
      case SUBMITTING -> EnumSet.of(NEW, RUNNING, UNKNOWN, FAILED);
      case UNKNOWN -> EnumSet.of(NEW, RUNNING, FAILED);
      case RUNNING -> EnumSet.of(SUCCEEDED, FAILED);
      case SUCCEEDED, FAILED -> EnumSet.noneOf(JobState.class);
    };
  }

  /** True when nothing can follow and the money is settled. */
  public boolean isFinal() {
    return next().isEmpty();
  }
}
