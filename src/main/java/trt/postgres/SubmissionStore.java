package trt.postgres;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import trt.domain.job.Job;
import trt.domain.job.Step;

/**
 * Submissions ({@code gen_attempt}): the intent before each call, how it ended, and what became of
 * tasks nobody paid for. A job's state and its attempt's outcome change in one statement.
 */
public final class SubmissionStore {
  private static final String CLAIM = "SELECT room, taken FROM job_claim($1, $2, $3, $4, $5)";

  // What is known does not become unclear again.
  private static final String NOTE =
      """
      WITH moved AS (
        UPDATE gen_job SET state = $4, task_id = coalesce($7, task_id), not_before = $8
        WHERE id = $1 AND state = $2 AND attempt = $3 RETURNING id)
      UPDATE gen_attempt a SET task_id = coalesce($7, a.task_id),
             outcome = CASE WHEN $6 = 'ambiguous' AND a.outcome IS NOT NULL THEN a.outcome ELSE $6 END
      FROM moved WHERE a.job_id = moved.id AND a.attempt = $5 RETURNING a.job_id
      """;

  private static final String OUTCOME =
      """
      UPDATE gen_attempt SET outcome = $3, task_id = coalesce($4, task_id)
      WHERE job_id = $1 AND attempt = $2 AND outcome IS DISTINCT FROM 'adopted'
      """;

  // The outcome of the task that is left is settled here too: two of them are never paid.
  private static final String SWAP =
      """
      WITH swapped AS (
        UPDATE gen_job SET task_id = $5
        WHERE id = $1 AND state = 'RUNNING' AND attempt = $2 AND task_id = $3 RETURNING id)
      UPDATE gen_attempt a SET outcome = CASE WHEN a.attempt = $4 THEN 'adopted' ELSE 'orphan' END,
             task_id = CASE WHEN a.attempt = $4 THEN $5 ELSE a.task_id END,
             credits = CASE WHEN a.attempt <> $4 THEN $6::numeric END
      FROM swapped WHERE a.job_id = swapped.id AND (a.attempt = $4 OR a.task_id = $3) RETURNING a.job_id
      """;

  private static final String LOCK = "SELECT 1 FROM gen_job WHERE id = $1 FOR UPDATE";

  private static final String BOOK =
      """
      UPDATE gen_attempt a SET outcome = 'orphan', task_id = $3, credits = $4,
             late_at = CASE WHEN $5 AND NOT EXISTS (
               SELECT 1 FROM gen_attempt b WHERE b.job_id = $1 AND b.late_at IS NOT NULL)
               AND NOT EXISTS (SELECT FROM gen_order o WHERE o.job_id = $1 AND o.erased_at IS NOT NULL)
               THEN clock_timestamp() END
      WHERE a.job_id = $1 AND a.attempt = $2 AND a.credits IS NULL
      RETURNING late_at IS NOT NULL AS late
      """;

  private static final String TASKS =
      "SELECT attempt, task_id FROM gen_attempt WHERE job_id = $1 AND task_id IS NOT NULL AND credits IS NULL";

  private final Db db;

  /** A store on this database. */
  public SubmissionStore(Db db) {
    this.db = db;
  }

  /**
   * What a claim brought.
   *
   * @param room how many of the offered jobs the account's limit let it take
   * @param taken the jobs whose intent is on disk now
   */
  public record Claim(int room, List<Long> taken) {}

  /**
   * Commits the intent to submit, in the order given, as far as the account's limit allows: at most
   * {@code most} intents in any stretch of {@code window}, over all nodes.
   */
  public Future<Claim> claim(int account, List<Long> jobs, int most, Duration window) {
    Tuple values =
        Tuple.of(account, jobs.toArray(Long[]::new), jobs.size(), most)
            .addValue(io.vertx.pgclient.data.Interval.of(window));
    return db.query(CLAIM, values)
        .map(rows -> rows.iterator().next())
        .map(row -> new Claim(row.getInteger("room"), List.of(row.getArrayOfLongs("taken"))));
  }

  /**
   * Moves a job on, unless somebody else did, and says how the submission ended: accepted, refused,
   * ambiguous or adopted.
   *
   * @param attempt the submission this is about; the job's own or an earlier one
   * @param notBefore earliest next submission, for moves back to NEW
   */
  public Future<Boolean> note(
      Job job,
      Step step,
      int attempt,
      String outcome,
      @Nullable String taskId,
      Optional<Instant> notBefore) {
    Tuple values =
        Tuple.of(job.id(), step.from().name(), (short) job.attempt(), step.to().name())
            .addShort((short) attempt)
            .addString(outcome)
            .addString(taskId)
            .addOffsetDateTime(
                notBefore.map(at -> OffsetDateTime.ofInstant(at, ZoneOffset.UTC)).orElse(null));
    return db.query(NOTE, values).map(rows -> rows.size() == 1);
  }

  /** Records how a submission ended without a move of its job. */
  public Future<Void> outcome(Job job, String outcome, @Nullable String taskId) {
    return db.query(OUTCOME, Tuple.of(job.id(), (short) job.attempt(), outcome).addString(taskId))
        .mapEmpty();
  }

  /**
   * The running job goes on with the task of another attempt.
   *
   * @param lost what the task that is left cost; null when it may still cost something
   */
  public Future<Boolean> swap(
      Job job, String from, int attempt, String to, @Nullable BigDecimal lost) {
    Tuple values =
        Tuple.of(job.id(), (short) job.attempt(), from, (short) attempt, to).addBigDecimal(lost);
    return db.query(SWAP, values).map(rows -> rows.size() > 0);
  }

  /**
   * Books a task nobody pays for, once, inside the caller's transaction.
   *
   * @param give whether its result may be given away
   * @return empty when it was booked before; else whether its result is to be given away now
   */
  public Future<Optional<Boolean>> book(
      SqlConnection connection,
      long jobId,
      int attempt,
      String taskId,
      BigDecimal credits,
      boolean give) {
    // The lock in a statement of its own: of two late tasks the second must see the first.
    return connection
        .preparedQuery(LOCK)
        .execute(Tuple.of(jobId))
        .compose(
            locked ->
                connection
                    .preparedQuery(BOOK)
                    .execute(Tuple.of(jobId, (short) attempt, taskId, credits, give)))
        .map(rows -> rows.stream().findFirst().map(row -> row.getBoolean("late")));
  }

  /** A task of one attempt. */
  public record Task(int attempt, String id) {}

  /** The tasks of a job that are not booked. */
  public Future<List<Task>> tasks(long jobId) {
    return db.query(TASKS, Tuple.of(jobId))
        .map(
            rows ->
                rows.stream()
                    .map(row -> new Task(row.getShort("attempt"), row.getString("task_id")))
                    .toList());
  }
}
