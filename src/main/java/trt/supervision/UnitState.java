package trt.supervision;

import java.util.Locale;

/**
 *
 *
 * <pre>
 *   STOPPED ─start─▶ STARTING ─▶ RUNNING ─death, silence─▶ WAITING ─back-off─▶ STARTING
 *                        ▲  └─failed or late─▶ WAITING        │
 *                        └──────resize──────┘ RUNNING         └─limit─▶ STOPPED
 *   any ─stop─▶ STOPPED
 * </pre>
 */
public enum UnitState {
  /** Being deployed, or redeployed in another size. */
  STARTING,
  /** All instances are up. */
  RUNNING,
  /** Died; its next start comes after a pause. */
  WAITING,
  /** Not started yet, stopped, or given up. */
  STOPPED;

  /** Lower case, as health reports show it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
