package trt.postgres;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import trt.domain.job.FailReason;
import trt.domain.job.Job;
import trt.domain.job.JobState;

/** Jobs: what was ordered ({@code gen_order}), where it stands ({@code gen_job}), and its money. */
public final class JobStore {
  private static final String ORDER =
      """
      INSERT INTO gen_order (job_id, tenant_id, feed_id, user_id, chat_id, message_id, lang, model, input, price,
                             currency, credits, thread_id, reply_to, update_id)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, nullif($13::int8, 0), nullif($14::int8, 0), $15)
      """;

  private final Db db;
  private final FeedStore.Feed feed;

  /** A store for one bot. */
  public JobStore(Db db, FeedStore.Feed feed) {
    this.db = db;
    this.feed = feed;
  }

  /**
   * Where in its chat an order was made.
   *
   * @param thread the topic, 0 for none
   * @param replyTo the message of the person in a group, 0 for none
   */
  public record Spot(long thread, long replyTo) {
    /** A chat without topics and without others. */
    public static final Spot NONE = new Spot(0, 0);
  }

  /**
   * What was ordered; never changes.
   *
   * @param cause number of the update that ordered it; empty for orders of older versions
   */
  public record Order(
      long userId,
      long chatId,
      OptionalLong messageId,
      Spot spot,
      String lang,
      String model,
      JsonObject input,
      long price,
      String currency,
      BigDecimal credits,
      OptionalInt cause) {}

  /** A job with its order. */
  public record Loaded(
      Job job,
      int shard,
      long chatKey,
      Optional<String> taskId,
      Optional<Instant> submittedAt,
      Instant createdAt,
      Optional<Instant> settledAt,
      Optional<FailReason> failed,
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

  /**
   * How many jobs of a person are not over. Their wallets stay locked until the transaction ends,
   * so that of two confirmations at once the second counts the job of the first.
   */
  public Future<Integer> unfinished(SqlConnection connection, long wallet, long freeWallet) {
    Tuple wallets = Tuple.of(new Long[] {wallet, freeWallet});
    Future<?> locked =
        connection
            .preparedQuery(
                "SELECT 1 FROM wallet WHERE wallet_id = ANY ($1) ORDER BY wallet_id FOR UPDATE")
            .execute(wallets);
    // A statement of its own: the first one saw the jobs as they were before it got the lock.
    Future<Integer> counted =
        connection
            .preparedQuery(
                "SELECT count(*)::int4 AS n FROM gen_job WHERE live AND wallet_id = ANY ($1)")
            .execute(wallets)
            .map(rows -> rows.iterator().next().getInteger("n"));
    return Future.join(locked, counted).map(both -> counted.result());
  }

  /** The status message of a job that was made just now is the one which this call makes. */
  public Future<Void> statusIs(SqlConnection connection, long jobId, String call) {
    return connection
        .preparedQuery("UPDATE gen_order SET status_call = $2 WHERE job_id = $1")
        .execute(Tuple.of(jobId, call))
        .mapEmpty();
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

  /** One job of this bot, seen by the caller's transaction. */
  public Future<Optional<Loaded>> find(SqlConnection connection, long id) {
    return connection
        .preparedQuery(JobRow.BY_ID)
        .execute(Tuple.of(new Long[] {id}, feed.feedId()))
        .map(rows -> rows.stream().findFirst().map(row -> JobRow.read(row, db.seal())));
  }

  /** One job of this bot. */
  public Future<Optional<Loaded>> find(long id) {
    return byId(new Long[] {id}).map(found -> found.stream().findFirst());
  }

  /** Those of the jobs that are this bot's, oldest first. */
  public Future<List<Loaded>> byIds(Collection<Long> ids) {
    return ids.isEmpty() ? Future.succeededFuture(List.of()) : byId(ids.toArray(Long[]::new));
  }

  /**
   * Ends a job and its money inside the caller's transaction. State, attempt and task must still be
   * those of the job as it was loaded: a look at an earlier one says nothing about this one.
   *
   * @param captured minor units to keep, 0 to give everything back
   * @return false when it is not in the expected state any more; then nothing was written
   */
  public Future<Boolean> settle(
      SqlConnection connection,
      Loaded job,
      JobState from,
      long captured,
      Optional<FailReason> reason) {
    Tuple values =
        Tuple.of(job.job().id(), captured)
            .addString(reason.map(FailReason::name).orElse(null))
            .addArrayOfString(new String[] {from.name()})
            .addShort((short) job.job().attempt())
            .addString(job.taskId().orElse(null));
    return connection
        .preparedQuery("SELECT job_settle($1, $2, $3, $4, $5, $6) AS done")
        .execute(values)
        .map(rows -> rows.iterator().next().getBoolean("done"));
  }

  /** Keeps the result, inside the transaction that captures the money. */
  public Future<Void> keepResult(SqlConnection connection, long jobId, JsonObject result) {
    return connection
        .preparedQuery("INSERT INTO gen_result (job_id, result) VALUES ($1, $2)")
        .execute(Tuple.of(jobId, OrderWords.sealResult(db.seal(), jobId, result)))
        .mapEmpty();
  }

  /** What a job of this bot made, seen by the caller's transaction. */
  public Future<Optional<JsonObject>> result(SqlConnection connection, long jobId) {
    return connection
        .preparedQuery(
            "SELECT r.result FROM gen_result r JOIN gen_order o USING (job_id) WHERE job_id = $1 AND o.feed_id = $2")
        .execute(Tuple.of(jobId, feed.feedId()))
        .map(rows -> rows.stream().findFirst().map(row -> row.getJsonObject("result")))
        .map(found -> found.map(stored -> OrderWords.result(db.seal(), jobId, stored)));
  }

  private Future<List<Loaded>> byId(Long[] ids) {
    return db.query(JobRow.BY_ID, Tuple.of(ids, feed.feedId()))
        .map(rows -> rows.stream().map(row -> JobRow.read(row, db.seal())).toList());
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
            .addJsonObject(OrderWords.sealInput(db.seal(), jobId, order.input()))
            .addLong(order.price())
            .addString(order.currency())
            .addValue(order.credits())
            .addLong(order.spot().thread())
            .addLong(order.spot().replyTo())
            .addInteger(order.cause().isPresent() ? order.cause().getAsInt() : null);
    return connection.preparedQuery(ORDER).execute(values).mapEmpty();
  }
}
