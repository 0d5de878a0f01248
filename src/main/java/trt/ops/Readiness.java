package trt.ops;

/** Whether an orchestrator should send work here. An outage of PostgreSQL is no reason not to. */
public enum Readiness {
  /** Not yet. */
  STARTING,
  /** Yes. */
  READY,
  /** Not any more: what is in flight is being finished. */
  DRAINING
}
