package trt.postgres;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.Optional;

/** What is known of people and chats that are answered without a dialogue. Reads only. */
public final class GuestStore {
  // Files without a name are those Telegram never took, or that were forgotten since.
  private static final String RECENT =
      """
      WITH mine AS (
        SELECT o.job_id, o.input, r.result
        FROM gen_order o JOIN gen_result r USING (job_id)
        WHERE o.tenant_id = $1 AND o.user_id = $2 AND o.feed_id = $3 AND o.job_id < $4
        ORDER BY o.job_id DESC LIMIT $5)
      SELECT m.job_id, m.input,
             (SELECT jsonb_agg(jsonb_build_object(
                       'kind', f.kind, 'file', f.file_id, 'source', encode(f.source, 'hex')) ORDER BY u.n)
              FROM jsonb_array_elements(m.result -> 'outputs') WITH ORDINALITY AS u (output, n)
              CROSS JOIN LATERAL (
                SELECT s.kind, s.file_id, s.source FROM sent_file s
                WHERE s.feed_id = $3 AND s.source = output_source(u.output)
                ORDER BY s.kind = 'document', s.kind LIMIT 1) f) AS files
      FROM mine m ORDER BY m.job_id DESC
      """;

  private final FeedStore.Feed feed;
  private final Seal seal;

  /** A store for one bot: another bot cannot use its names of files. */
  public GuestStore(Db db, FeedStore.Feed feed) {
    this.seal = db.seal();
    this.feed = feed;
  }

  /** A person as the bot knows them. */
  public record Known(String name, String lang) {}

  /** A file Telegram has. */
  public record Cached(String kind, String fileId) {}

  /**
   * What one job made.
   *
   * @param prompt empty when it had none
   */
  public record Made(long job, String prompt, List<Cached> files) {}

  /** Somebody who has used the bot. */
  public Future<Optional<Known>> known(SqlConnection connection, long userId) {
    return connection
        .preparedQuery("SELECT name, lang FROM person WHERE tenant_id = $1 AND user_id = $2")
        .execute(Tuple.of(feed.tenantId(), userId))
        .map(
            rows ->
                rows.stream()
                    .findFirst()
                    .map(row -> new Known(row.getString("name"), row.getString("lang"))));
  }

  /** Whether a call of that name was made, as far back as calls are kept. */
  public Future<Boolean> wasCalled(SqlConnection connection, String dedupe) {
    return connection
        .preparedQuery("SELECT 1 FROM delivered WHERE dedupe = $1")
        .execute(Tuple.of(dedupe))
        .map(rows -> rows.size() > 0);
  }

  /** A person's newest results made before this job, newest first; some have no files left. */
  public Future<List<Made>> recent(
      SqlConnection connection, long userId, long beforeJob, int most) {
    return connection
        .preparedQuery(RECENT)
        .execute(Tuple.of(feed.tenantId(), userId, feed.feedId(), beforeJob, most))
        .map(rows -> rows.stream().map(this::made).toList());
  }

  private Made made(Row row) {
    long job = row.getLong("job_id");
    JsonArray files = row.getJsonArray("files");
    List<Cached> cached =
        files == null
            ? List.of()
            : files.stream().map(JsonObject.class::cast).map(this::cached).toList();
    JsonObject input = OrderWords.input(seal, job, row.getJsonObject("input"));
    return new Made(job, OrderWords.prompt(input), cached);
  }

  private Cached cached(JsonObject file) {
    String kind = file.getString("kind");
    String place = SentFileStore.place(feed.feedId(), file.getString("source"), kind);
    return new Cached(kind, seal.open(file.getString("file"), place));
  }
}
