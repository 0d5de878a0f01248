package trt.domain.job;

/**
 * What decisions about a job need to know.
 *
 * @param attempt number of the latest submission, 0 before the first
 * @param unclearAttempts submissions whose answer was lost so far
 */
public record Job(long id, JobState state, int attempt, int unclearAttempts) {}
