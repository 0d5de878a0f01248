package trt.postgres;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.HexFormat;
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
        SELECT $1, $2, $4, $3 WHERE EXISTS (SELECT 1 FROM gen_attempt WHERE job_id = $1 AND attempt = $2)
          AND NOT EXISTS (SELECT FROM gen_order WHERE job_id = $1 AND erased_at IS NOT NULL)
        ON CONFLICT DO NOTHING)
      SELECT shard FROM gen_job WHERE id = $1
      """;

  private static final String BODIES =
      "SELECT job_id, attempt, body, body_sha FROM kie_event WHERE job_id = $1 ORDER BY recv_at DESC LIMIT 20";

  // Of the task a job stands or stood with, polling knows the end; unless it was given up before.
  private static final String UNHEARD =
      """
      SELECT e.job_id, e.attempt, e.body, e.body_sha, j.shard
      FROM kie_event e JOIN gen_job j ON j.id = e.job_id
      JOIN gen_attempt a ON a.job_id = e.job_id AND a.attempt = e.attempt
      WHERE e.recv_at > clock_timestamp() - make_interval(secs => $1) AND j.shard = ANY ($2) AND a.credits IS NULL
        AND (a.task_id IS NULL OR a.task_id IS DISTINCT FROM j.task_id
             OR j.fail_code IN ('TIMED_OUT', 'LOST', 'NOT_ACCEPTED'))
      ORDER BY e.recv_at LIMIT $3
      """;

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
    String sha = Sha256.hex(body.getBytes());
    Buffer sealed = db.seal().seal(body.getBytes(), place(jobId, attempt, sha), () -> new byte[0]);
    Tuple values =
        Tuple.of(jobId, (short) attempt, sealed, Buffer.buffer(HexFormat.of().parseHex(sha)));
    return db.query(KEEP, values)
        .map(rows -> rows.stream().findFirst().map(row -> (int) row.getShort("shard")));
  }

  /** One callback. */
  public record Kept(int shard, long jobId, int attempt, Buffer body) {}

  /** The callbacks kept for one job, at most twenty, the latest first. */
  public Future<List<Kept>> of(long jobId, int shard) {
    return db.query(BODIES, Tuple.of(jobId))
        .map(rows -> rows.stream().map(row -> kept(row, shard)).toList());
  }

  /** Callbacks that came within that time and changed nothing yet, though they might. */
  public Future<List<Kept>> unheard(Duration within, Short[] shards, int limit) {
    return db.query(UNHEARD, Tuple.of(within.toMillis() / 1000.0, shards, limit))
        .map(rows -> rows.stream().map(row -> kept(row, row.getShort("shard"))).toList());
  }

  private Kept kept(Row row, int shard) {
    long job = row.getLong("job_id");
    int attempt = row.getShort("attempt");
    String sha = HexFormat.of().formatHex(row.getBuffer("body_sha").getBytes());
    byte[] body = db.seal().open(row.getBuffer("body"), place(job, attempt, sha));
    return new Kept(shard, job, attempt, Buffer.buffer(body));
  }

  private static String place(long job, int attempt, String sha) {
    return Seal.place("kie_event.body", job, attempt, sha);
  }
}
