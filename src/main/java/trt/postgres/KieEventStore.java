package trt.postgres;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.Optional;

/**
 * Callbacks from KIE as they came, repeats absorbed. Their contents decide nothing: they say which
 * task to look at.
 */
public final class KieEventStore {
  private static final String KEEP =
      """
      WITH kept AS (
        INSERT INTO kie_event (job_id, attempt, body_sha, body)
        SELECT $1, $2, sha256($3), $3 WHERE EXISTS (SELECT 1 FROM gen_attempt WHERE job_id = $1 AND attempt = $2)
        ON CONFLICT DO NOTHING)
      SELECT shard FROM gen_job WHERE id = $1
      """;

  private static final String BODIES =
      "SELECT body FROM kie_event WHERE job_id = $1 AND attempt = $2 ORDER BY recv_at DESC LIMIT 10";

  private final Db db;

  /** A store on this database. */
  public KieEventStore(Db db) {
    this.db = db;
  }

  /**
   * Keeps one callback of a known submission. Idempotent.
   *
   * @return the shard of the job; empty when there is no such job
   */
  public Future<Optional<Integer>> keep(long jobId, int attempt, Buffer body) {
    return db.query(KEEP, Tuple.of(jobId, (short) attempt, body))
        .map(rows -> rows.stream().findFirst().map(row -> (int) row.getShort("shard")));
  }

  /** The callbacks kept for one submission, at most ten, the latest first. */
  public Future<List<Buffer>> bodies(long jobId, int attempt) {
    return db.query(BODIES, Tuple.of(jobId, (short) attempt))
        .map(rows -> rows.stream().map(row -> row.getBuffer("body")).toList());
  }
}
