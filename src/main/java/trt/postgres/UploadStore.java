package trt.postgres;

import io.vertx.core.Future;
import io.vertx.sqlclient.Tuple;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;

/** Where KIE keeps the files of an order ({@code gen_upload}). */
public final class UploadStore {
  private static final String OF = "SELECT file_ref, kie_url FROM gen_upload WHERE job_id = $1";

  private static final String KEEP =
      """
      INSERT INTO gen_upload (job_id, n, file_ref, kie_url)
      SELECT $1, $2, $3, $4 WHERE NOT EXISTS (SELECT FROM gen_order WHERE job_id = $1 AND erased_at IS NOT NULL)
      ON CONFLICT (job_id, n) DO NOTHING
      """;

  private final Db db;

  /** A store on this database. */
  public UploadStore(Db db) {
    this.db = db;
  }

  /** The addresses of a job's files so far, by reference. */
  public Future<Map<String, String>> of(long job) {
    return db.query(OF, Tuple.of(job))
        .map(
            rows -> {
              Map<String, String> urls = new HashMap<>();
              rows.forEach(row -> urls.put(row.getString("file_ref"), row.getString("kie_url")));
              return urls;
            });
  }

  /**
   * Keeps one address, unless the order was forgotten. The first one stays when several nodes have
   * uploaded the same file.
   */
  public Future<Void> keep(long job, int n, String reference, URI url) {
    return db.query(KEEP, Tuple.of(job, (short) n, reference, url.toString())).mapEmpty();
  }
}
