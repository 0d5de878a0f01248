package trt.simulation;

/** What the database refuses; a test takes one away to see that the simulation misses it. */
enum Guard {
  /** The primary key of the log: an update that came before is not new. */
  DEDUPLICATION,
  /** An update takes effect only as the first of its chat. */
  HEAD_OF_LINE,
  /** A job moves only from the state the decision was made in. */
  JOB_STATE,
  /** A job moves only in the attempt the decision was made in. */
  JOB_ATTEMPT,
  /** Money that is not there is not held. */
  ENOUGH_MONEY,
  /** The state of a job, its money and the news of its end change together or not at all. */
  ONE_TRANSACTION
}
