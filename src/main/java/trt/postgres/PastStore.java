package trt.postgres;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import trt.domain.dialogue.PastView;
import trt.domain.dialogue.PastWish;
import trt.domain.pricing.PriceList;

/** A person's own results: which there are, what Telegram still has of them, which are kept. */
public final class PastStore {
  private static final int LONGEST_ENDING = 5;

  private static final String PAGE =
      """
      WITH mine AS (
        SELECT o.job_id, o.model, coalesce(o.input ->> 'prompt', o.input ->> 'text', '') AS prompt,
               k.job_id IS NOT NULL AS kept
        FROM gen_order o JOIN gen_result r USING (job_id) LEFT JOIN job_kept k USING (job_id)
        WHERE o.tenant_id = $1 AND o.user_id = $2 AND o.feed_id = $3 AND o.erased_at IS NULL
          AND NOT o.input ? '@for'
          AND ($4::text[] IS NULL OR o.model = ANY ($4)) AND (NOT $5 OR k.job_id IS NOT NULL))
      SELECT job_id, model, left(prompt, 200) AS prompt, kept, count(*) OVER () AS total FROM mine
      WHERE NOT EXISTS (SELECT FROM unnest($6::text[]) w (word) WHERE strpos(lower(prompt), word) = 0)
      ORDER BY job_id DESC LIMIT $7 OFFSET $8
      """;

  private static final String ITEM =
      """
      SELECT o.job_id, o.model, o.input, o.price, o.currency, k.job_id IS NOT NULL AS kept,
             r.result ->> 'text' AS text,
             (SELECT jsonb_agg(jsonb_build_object(
                       'url', u.output ->> 'url', 'seconds', u.output -> 'seconds', 'shown', s.kind,
                       'file', s.file_id, 'original', d.file_id) ORDER BY u.n)
              FROM jsonb_array_elements(r.result -> 'outputs') WITH ORDINALITY AS u (output, n)
              CROSS JOIN LATERAL (SELECT sha256(convert_to(u.output ->> 'url', 'UTF8')) AS source) h
              CROSS JOIN LATERAL (
                SELECT f.kind, f.file_id FROM sent_file f WHERE f.feed_id = $3 AND f.source = h.source
                ORDER BY f.kind = 'document', f.kind LIMIT 1) s
              LEFT JOIN sent_file d ON d.feed_id = $3 AND d.source = h.source AND d.kind = 'document') AS files
      FROM gen_order o LEFT JOIN gen_result r USING (job_id) LEFT JOIN job_kept k USING (job_id)
      WHERE o.job_id = $4 AND o.tenant_id = $1 AND o.user_id = $2 AND o.feed_id = $3 AND o.erased_at IS NULL
      """;

  private static final String KEEP =
      """
      INSERT INTO job_kept (job_id, tenant_id, user_id)
      SELECT job_id, tenant_id, user_id FROM gen_order
      WHERE job_id = $3 AND tenant_id = $1 AND user_id = $2 AND erased_at IS NULL
      ON CONFLICT DO NOTHING
      """;

  private final FeedStore.Feed feed;

  /** A store for one bot: another bot cannot use its names of files. */
  public PastStore(FeedStore.Feed feed) {
    this.feed = feed;
  }

  /** A page of results. */
  public Future<PastView.Page> page(SqlConnection connection, long userId, PastWish.Page wish) {
    Tuple values =
        Tuple.of(feed.tenantId(), userId, feed.feedId())
            .addArrayOfString(wish.models().map(ids -> ids.toArray(String[]::new)).orElse(null))
            .addBoolean(wish.kept())
            .addArrayOfString(wish.words().toArray(String[]::new))
            .addLong((long) wish.size())
            .addLong((long) wish.page() * wish.size());
    return connection
        .preparedQuery(PAGE)
        .execute(values)
        .map(
            rows -> {
              long total = rows.size() == 0 ? 0 : rows.iterator().next().getLong("total");
              return new PastView.Page(rows.stream().map(PastStore::line).toList(), total);
            });
  }

  /** One job of a person; empty when it is somebody else's, or was deleted. */
  public Future<Optional<PastView.Item>> item(SqlConnection connection, long userId, long job) {
    return connection
        .preparedQuery(ITEM)
        .execute(Tuple.of(feed.tenantId(), userId, feed.feedId(), job))
        .map(rows -> rows.stream().findFirst().map(PastStore::item));
  }

  /** A job of this person becomes a favourite, or is none any more. Idempotent. */
  public Future<Void> keep(SqlConnection connection, long userId, long job, boolean on) {
    String sql =
        on ? KEEP : "DELETE FROM job_kept WHERE tenant_id = $1 AND user_id = $2 AND job_id = $3";
    return connection.preparedQuery(sql).execute(Tuple.of(feed.tenantId(), userId, job)).mapEmpty();
  }

  /**
   * Forgets what a finished job of this person was about and what it made. Idempotent.
   *
   * @return the messages it made, as far as they are known
   */
  public Future<List<Long>> erase(SqlConnection connection, long userId, long job) {
    return connection
        .preparedQuery("SELECT job_erase($1, $2, $3) AS messages")
        .execute(Tuple.of(feed.tenantId(), userId, job))
        .map(
            rows -> {
              Long[] messages = rows.iterator().next().getArrayOfLongs("messages");
              return messages == null ? List.of() : Arrays.asList(messages);
            });
  }

  private static PastView.Line line(Row row) {
    return new PastView.Line(
        row.getLong("job_id"),
        row.getString("model"),
        row.getString("prompt"),
        row.getBoolean("kept"));
  }

  private static PastView.Item item(Row row) {
    JsonArray files = row.getJsonArray("files");
    return new PastView.Item(
        row.getLong("job_id"),
        row.getString("model"),
        row.getJsonObject("input").getMap(),
        row.getBoolean("kept"),
        row.getLong("price"),
        row.getString("currency").equals(PriceList.FREE_CURRENCY),
        Optional.ofNullable(row.getString("text")),
        files == null
            ? List.of()
            : files.stream().map(JsonObject.class::cast).map(PastStore::made).toList());
  }

  private static PastView.Made made(JsonObject file) {
    Number seconds = file.getNumber("seconds");
    return new PastView.Made(
        file.getString("shown"),
        file.getString("file"),
        Optional.ofNullable(file.getString("original")).orElse(""),
        ending(file.getString("url")),
        seconds == null
            ? Duration.ZERO
            : Duration.ofMillis(Math.round(seconds.doubleValue() * 1_000)));
  }

  private static String ending(String url) {
    String path = url.split("[?#]", 2)[0];
    String name = path.substring(path.lastIndexOf('/') + 1);
    String ending = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    return name.contains(".") && ending.length() <= LONGEST_ENDING ? ending : "";
  }
}
