package trt.postgres;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import trt.domain.job.JobState;

/** Jobs that are not over, as little of each as is needed to follow it. */
public final class LiveJobStore {
  // Shard by shard, so that each is a short walk along the index, whatever their number.
  private static final String PAGE =
      """
      SELECT j.id, j.shard, j.state
      FROM unnest($1::int2[]) s (shard)
      CROSS JOIN LATERAL (
        SELECT id, g.shard, state FROM gen_job g
        WHERE g.live AND g.shard = s.shard AND g.id > CASE WHEN s.shard = $2 THEN $3 ELSE 0 END
        ORDER BY g.id LIMIT $4) j
      LIMIT $4
      """;

  private static final String BRIEF =
      """
      SELECT j.id, j.state, j.attempt, j.task_id, j.submitted_at, j.not_before, j.shard,
             o.user_id, o.model, o.created_at, o.update_id
      FROM gen_job j JOIN gen_order o ON o.job_id = j.id
      WHERE j.id = ANY ($1) AND j.live AND o.feed_id = $2 ORDER BY j.id
      """;

  private final Db db;
  private final FeedStore.Feed feed;

  /** A store for one bot. */
  public LiveJobStore(Db db, FeedStore.Feed feed) {
    this.db = db;
    this.feed = feed;
  }

  /** Where a job is. */
  public record Spot(long id, int shard, JobState state) {}

  /** What it takes to follow a job. */
  public record Brief(
      long id,
      JobState state,
      int attempt,
      Optional<String> taskId,
      Optional<Instant> submittedAt,
      Optional<Instant> notBefore,
      int shard,
      long userId,
      String model,
      Instant createdAt,
      OptionalInt cause) {}

  /**
   * The next live jobs of all bots, by shard and number.
   *
   * @param shards ascending, from the shard of the last job seen on
   * @param after the last job seen, 0 at the beginning of the first shard
   */
  public Future<List<Spot>> page(List<Short> shards, long after, int limit) {
    if (shards.isEmpty()) {
      return Future.succeededFuture(List.of());
    }
    Tuple values = Tuple.of(shards.toArray(Short[]::new), shards.get(0), after, limit);
    return db.query(PAGE, values)
        .map(
            rows ->
                rows.stream()
                    .map(
                        row ->
                            new Spot(
                                row.getLong("id"),
                                row.getShort("shard"),
                                JobState.valueOf(row.getString("state"))))
                    .toList());
  }

  /** Those of the jobs that are this bot's and not over. */
  public Future<List<Brief>> briefs(Collection<Long> ids) {
    return ids.isEmpty()
        ? Future.succeededFuture(List.of())
        : db.query(BRIEF, Tuple.of(ids.toArray(Long[]::new), feed.feedId()))
            .map(rows -> rows.stream().map(LiveJobStore::brief).toList());
  }

  private static Brief brief(Row row) {
    return new Brief(
        row.getLong("id"),
        JobState.valueOf(row.getString("state")),
        row.getShort("attempt"),
        Optional.ofNullable(row.getString("task_id")),
        time(row, "submitted_at"),
        time(row, "not_before"),
        row.getShort("shard"),
        row.getLong("user_id"),
        row.getString("model"),
        row.getOffsetDateTime("created_at").toInstant(),
        OutboxRows.cause(row));
  }

  private static Optional<Instant> time(Row row, String column) {
    return Optional.ofNullable(row.getOffsetDateTime(column)).map(OffsetDateTime::toInstant);
  }
}
