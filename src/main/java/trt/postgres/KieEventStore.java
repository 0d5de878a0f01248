package trt.postgres;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Tuple;

/**
 * Callbacks from KIE as they came, repeats absorbed. Kept as evidence; their contents decide
 * nothing.
 */
public final class KieEventStore {
  private static final String KEEP =
      """
      INSERT INTO kie_event (job_id, attempt, body_sha, body)
      SELECT $1, $2, sha256($3), $3 WHERE EXISTS (SELECT 1 FROM gen_attempt WHERE job_id = $1 AND attempt = $2)
      ON CONFLICT DO NOTHING
      """;

  private final Db db;

  /** A store on this database. */
  public KieEventStore(Db db) {
    this.db = db;
  }

  /** Keeps one callback of a known submission. Idempotent. */
  public Future<Void> keep(long jobId, int attempt, Buffer body) {
    return db.query(KEEP, Tuple.of(jobId, (short) attempt, body)).mapEmpty();
  }
}
