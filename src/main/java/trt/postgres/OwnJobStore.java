package trt.postgres;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import trt.domain.dialogue.OwnView;
import trt.domain.job.JobState;
import trt.domain.pricing.PriceList;

/** A person's own jobs that are not over, in the caller's transaction. */
public final class OwnJobStore {
  private static final String COLUMNS =
      """
      SELECT j.id, j.state, j.attempt, j.shard, j.chat_key, j.live, o.model, o.input, o.price,
             o.currency, o.chat_id, o.message_id, o.thread_id, o.reply_to,
             extract(epoch FROM clock_timestamp() - o.created_at)::float8 AS age,
      """;

  private static final String LIST =
      COLUMNS
          + """
             count(*) OVER () AS whole
      FROM wallet w JOIN gen_job j ON j.wallet_id = w.wallet_id AND j.live JOIN gen_order o ON o.job_id = j.id
      WHERE w.tenant_id = $1 AND w.user_id = $2 AND o.feed_id = $3
      ORDER BY j.id LIMIT $4
      """;

  // One statement: under the lock of the job nothing has told KIE of it, or nothing is written.
  private static final String CANCEL =
      COLUMNS
          + """
             job_settle(j.id, 0, 'CANCELLED', '{NEW}', 0::int2, NULL) AS done
      FROM gen_order o JOIN gen_job j ON j.id = o.job_id
      WHERE o.job_id = $1 AND o.tenant_id = $2 AND o.user_id = $3 AND o.feed_id = $4
      """;

  private final FeedStore.Feed feed;
  private final Seal seal;

  /** A store for the people of one bot. */
  public OwnJobStore(Db db, FeedStore.Feed feed) {
    this.seal = db.seal();
    this.feed = feed;
  }

  /** The oldest of them, at most so many. */
  public Future<OwnView.Jobs> list(SqlConnection connection, long userId, int most) {
    return connection
        .preparedQuery(LIST)
        .execute(Tuple.of(feed.tenantId(), userId, feed.feedId(), most))
        .map(
            rows -> {
              List<OwnView.Job> jobs = new ArrayList<>();
              long whole = 0;
              for (Row row : rows) {
                jobs.add(job(row));
                whole = row.getLong("whole");
              }
              return new OwnView.Jobs(jobs, (int) whole - jobs.size());
            });
  }

  /**
   * How a cancellation ended.
   *
   * @param done it was ended here, and its money is back
   * @param live it was not over before
   */
  public record Cancelled(OwnView.Job job, boolean done, boolean live) {}

  /**
   * Ends a job whose submission was never begun and gives the money back, or writes nothing. Of
   * this and a submission at the same moment exactly one takes effect.
   *
   * @return empty when this person has no such job
   */
  public Future<Optional<Cancelled>> cancel(SqlConnection connection, long userId, long job) {
    return connection
        .preparedQuery(CANCEL)
        .execute(Tuple.of(job, feed.tenantId(), userId, feed.feedId()))
        .map(
            rows ->
                rows.stream()
                    .findFirst()
                    .map(
                        row ->
                            new Cancelled(
                                job(row), row.getBoolean("done"), row.getBoolean("live"))));
  }

  private OwnView.Job job(Row row) {
    Long message = row.getLong("message_id");
    long id = row.getLong("id");
    return new OwnView.Job(
        id,
        row.getString("model"),
        OrderWords.prompt(OrderWords.input(seal, id, row.getJsonObject("input"))),
        JobState.valueOf(row.getString("state")),
        row.getShort("attempt"),
        Duration.ofMillis((long) (row.getDouble("age") * 1000)),
        0,
        row.getString("currency").equals(PriceList.FREE_CURRENCY),
        row.getLong("price"),
        new OwnView.Spot(
            row.getShort("shard"),
            row.getLong("chat_key"),
            row.getLong("chat_id"),
            message == null ? OptionalLong.empty() : OptionalLong.of(message),
            number(row, "thread_id"),
            number(row, "reply_to")));
  }

  private static long number(Row row, String column) {
    Long value = row.getLong(column);
    return value == null ? 0 : value;
  }
}
