package trt.postgres;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;

/** Where KIE keeps the files of an order ({@code gen_upload}). */
public final class UploadStore {
  private static final String OF = "SELECT n, file_ref, kie_url FROM gen_upload WHERE job_id = $1";

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
              for (Row row : rows) {
                int n = row.getShort("n");
                urls.put(open(row, "file_ref", job, n), open(row, "kie_url", job, n));
              }
              return urls;
            });
  }

  /**
   * Keeps one address, unless the order was forgotten. The first one stays when several nodes have
   * uploaded the same file.
   */
  public Future<Void> keep(long job, int n, String reference, URI url) {
    Seal seal = db.seal();
    String file = seal.seal(reference, place("file_ref", job, n));
    String address = seal.seal(url.toString(), place("kie_url", job, n));
    return db.query(KEEP, Tuple.of(job, (short) n, file, address)).mapEmpty();
  }

  private String open(Row row, String column, long job, int n) {
    return db.seal().open(row.getString(column), place(column, job, n));
  }

  private static String place(String column, long job, int n) {
    return Seal.place("gen_upload." + column, job, n);
  }
}
