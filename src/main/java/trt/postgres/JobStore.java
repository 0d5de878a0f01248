package trt.postgres;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import trt.domain.job.FailReason;
import trt.domain.job.Job;
import trt.domain.job.JobState;
import trt.domain.job.Step;

/** Jobs: what was ordered ({@code gen_order}), where it stands ({@code gen_job}), and its money. */
public final class JobStore {
  private static final String ORDER =
      """
      INSERT INTO gen_order (job_id, tenant_id, feed_id, user_id, chat_id, message_id, lang, model, input, price,
                             currency, credits)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
      """;

  // One user's many jobs do not hold up the others: everybody's oldest first.
  private static final String CLAIM =
      """
      WITH queue AS (
        SELECT j.id, row_number() OVER (PARTITION BY o.user_id ORDER BY j.id) AS turn
        FROM gen_job j JOIN gen_order o ON o.job_id = j.id
        WHERE j.live AND j.state = 'NEW' AND o.feed_id = $1 AND j.shard = ANY ($3)
          AND (j.not_before IS NULL OR j.not_before <= clock_timestamp())
        ORDER BY turn, j.id LIMIT $2),
      pick AS (SELECT j.id FROM gen_job j JOIN queue USING (id) WHERE j.state = 'NEW' FOR UPDATE OF j SKIP LOCKED),
      claimed AS (
        UPDATE gen_job j SET state = 'SUBMITTING', attempt = attempt + 1, submitted_at = clock_timestamp()
        FROM pick WHERE j.id = pick.id RETURNING j.id, j.attempt)
      INSERT INTO gen_attempt (job_id, attempt) SELECT id, attempt FROM claimed RETURNING job_id
      """;

  private static final String MOVE =
      """
      UPDATE gen_job SET state = $4, task_id = coalesce($5, task_id), not_before = $6
      WHERE id = $1 AND state = $2 AND attempt = $3 RETURNING id
      """;

  private static final String OUTCOME =
      """
      UPDATE gen_attempt SET outcome = $3, task_id = coalesce($4, task_id)
      WHERE job_id = $1 AND attempt = $2 AND ($3 <> 'ambiguous' OR outcome IS NULL)
      """;

  private final Db db;
  private final FeedStore.Feed feed;

  /** A store for one bot. */
  public JobStore(Db db, FeedStore.Feed feed) {
    this.db = db;
    this.feed = feed;
  }

  /** What was ordered; never changes. */
  public record Order(
      long userId,
      long chatId,
      OptionalLong messageId,
      String lang,
      String model,
      JsonObject input,
      long price,
      String currency,
      BigDecimal credits) {}

  /** A job as a unit needs it. */
  public record Loaded(
      Job job,
      int shard,
      long chatKey,
      Optional<String> taskId,
      Optional<Instant> submittedAt,
      Instant createdAt,
      Order order) {}

  /**
   * Holds the price and makes the job, inside the caller's transaction.
   *
   * @param confirmKey the confirmation this comes from: the same one never makes a second job
   * @return the new job's id; empty when this confirmation was already used or the money is not
   *     there
   */
  public Future<Created> create(
      SqlConnection connection,
      Order order,
      long wallet,
      int shard,
      long chatKey,
      String confirmKey) {
    Tuple values = Tuple.of(wallet, order.price(), (short) shard, chatKey, confirmKey);
    return connection
        .preparedQuery("SELECT job_create($1, $2, $3, $4, $5) AS id")
        .execute(values)
        .map(rows -> Optional.ofNullable(rows.iterator().next().getLong("id")))
        .compose(
            id -> {
              if (id.isEmpty()) {
                return Future.succeededFuture(new Created(Created.Kind.NO_MONEY, 0));
              }
              if (id.get() < 0) {
                return Future.succeededFuture(new Created(Created.Kind.ALREADY, -id.get()));
              }
              return insert(connection, id.get(), order)
                  .map(new Created(Created.Kind.NEW, id.get()));
            });
  }

  /** How {@link #create} ended. */
  public record Created(Kind kind, long jobId) {
    /** New; made before by the same confirmation; or refused for lack of money. */
    public enum Kind {
      NEW,
      ALREADY,
      NO_MONEY
    }
  }

  /**
   * Takes waiting jobs, fairly between people, and commits the intent to submit them.
   *
   * @param shards whose jobs
   */
  public Future<List<Loaded>> claim(int limit, Short[] shards) {
    return db.query(CLAIM, Tuple.of(feed.feedId(), limit, shards))
        .map(rows -> rows.stream().map(row -> row.getLong("job_id")).toArray(Long[]::new))
        .compose(ids -> ids.length == 0 ? Future.succeededFuture(List.of()) : byId(ids));
  }

  /** One job of this bot, seen by the caller's transaction. */
  public Future<Optional<Loaded>> find(SqlConnection connection, long id) {
    return connection
        .preparedQuery(JobRow.BY_ID)
        .execute(Tuple.of(new Long[] {id}, feed.feedId()))
        .map(rows -> rows.stream().findFirst().map(JobRow::read));
  }

  /** One job of this bot. */
  public Future<Optional<Loaded>> find(long id) {
    return byId(new Long[] {id}).map(found -> found.stream().findFirst());
  }

  /** Jobs in one state that were submitted, or for NEW ordered, longer ago than that. */
  public Future<List<Loaded>> inState(
      JobState state, Duration olderThan, int limit, Short[] shards) {
    Tuple values = Tuple.of(state.name(), feed.feedId(), olderThan.toMillis() / 1000.0, limit);
    return db.query(JobRow.IN_STATE, values.addArrayOfShort(shards))
        .map(rows -> rows.stream().map(JobRow::read).toList());
  }

  /**
   * Moves a job on, unless somebody else did.
   *
   * @param notBefore earliest next submission, for moves back to NEW
   */
  public Future<Boolean> move(
      Job job, Step step, Optional<String> taskId, Optional<Instant> notBefore) {
    Tuple values =
        Tuple.of(job.id(), step.from().name(), (short) job.attempt(), step.to().name())
            .addString(taskId.orElse(null))
            .addOffsetDateTime(
                notBefore.map(at -> OffsetDateTime.ofInstant(at, ZoneOffset.UTC)).orElse(null));
    return db.query(MOVE, values).map(rows -> rows.size() == 1);
  }

  /**
   * Records how a submission ended: accepted, refused, ambiguous, adopted or orphan. What is known
   * does not become ambiguous again.
   */
  public Future<Void> recordAttempt(Job job, String outcome, Optional<String> taskId) {
    return db.query(
            OUTCOME,
            Tuple.of(job.id(), (short) job.attempt(), outcome).addString(taskId.orElse(null)))
        .mapEmpty();
  }

  /**
   * Ends a job and its money inside the caller's transaction.
   *
   * @param captured minor units to keep, 0 to give everything back
   * @return false when it is not in the expected state any more; then nothing was written
   */
  public Future<Boolean> settle(
      SqlConnection connection,
      long jobId,
      JobState from,
      long captured,
      Optional<FailReason> reason) {
    Tuple values =
        Tuple.of(jobId, captured)
            .addString(reason.map(FailReason::name).orElse(null))
            .addArrayOfString(new String[] {from.name()});
    return connection
        .preparedQuery("SELECT job_settle($1, $2, $3, $4) AS done")
        .execute(values)
        .map(rows -> rows.iterator().next().getBoolean("done"));
  }

  /** Keeps the result, inside the transaction that captures the money. */
  public Future<Void> keepResult(SqlConnection connection, long jobId, JsonObject result) {
    return connection
        .preparedQuery("INSERT INTO gen_result (job_id, result) VALUES ($1, $2)")
        .execute(Tuple.of(jobId, result))
        .mapEmpty();
  }

  private Future<List<Loaded>> byId(Long[] ids) {
    return db.query(JobRow.BY_ID, Tuple.of(ids, feed.feedId()))
        .map(rows -> rows.stream().map(JobRow::read).toList());
  }

  private Future<Void> insert(SqlConnection connection, long jobId, Order order) {
    Tuple values =
        Tuple.of(
                jobId,
                feed.tenantId(),
                feed.feedId(),
                order.userId(),
                order.chatId(),
                order.messageId().isPresent() ? order.messageId().getAsLong() : null)
            .addString(order.lang())
            .addString(order.model())
            .addJsonObject(order.input())
            .addLong(order.price())
            .addString(order.currency())
            .addValue(order.credits());
    return connection.preparedQuery(ORDER).execute(values).mapEmpty();
  }
}
