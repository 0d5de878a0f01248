package trt.postgres;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import trt.domain.dialogue.PastView;
import trt.domain.dialogue.PastWish;
import trt.domain.pricing.PriceList;

/** A person's own results: which there are, what Telegram still has of them, which are kept. */
public final class PastStore {
  // What was written is not for the database to read: it is searched here.
  private static final String LINES =
      """
      SELECT o.job_id, o.model, o.input, k.job_id IS NOT NULL AS kept, count(*) OVER () AS total
      FROM gen_order o JOIN gen_result r USING (job_id) LEFT JOIN job_kept k USING (job_id)
      WHERE o.tenant_id = $1 AND o.user_id = $2 AND o.feed_id = $3 AND o.erased_at IS NULL
        AND NOT o.input ? '@for'
        AND ($4::text[] IS NULL OR o.model = ANY ($4)) AND (NOT $5 OR k.job_id IS NOT NULL)
      ORDER BY o.job_id DESC LIMIT $6 OFFSET $7
      """;

  private static final String ITEM =
      """
      SELECT o.job_id, o.model, o.input, o.price, o.currency, k.job_id IS NOT NULL AS kept, r.result,
             EXISTS (SELECT FROM gen_job j WHERE j.confirm_key = $5) AS ordered,
             (SELECT jsonb_agg(jsonb_build_object(
                       'n', u.n, 'source', encode(h.source, 'hex'), 'shown', s.kind,
                       'file', s.file_id, 'original', d.file_id) ORDER BY u.n)
              FROM jsonb_array_elements(r.result -> 'outputs') WITH ORDINALITY AS u (output, n)
              CROSS JOIN LATERAL (SELECT output_source(u.output) AS source) h
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

  /** Of a person's results so many, the newest, are searched for words. */
  private static final int SEARCHED = 2_000;

  private static final int SHOWN_CHARACTERS = 200;

  private final FeedStore.Feed feed;
  private final Seal seal;
  private final PastFiles files;

  /** A store for one bot: another bot cannot use its names of files. */
  public PastStore(Db db, FeedStore.Feed feed) {
    this.feed = feed;
    this.seal = db.seal();
    this.files = new PastFiles(seal, feed.feedId());
  }

  /** A page of results; with words, of those among the newest 2,000 that have all of them. */
  public Future<PastView.Page> page(SqlConnection connection, long userId, PastWish.Page wish) {
    long skipped = (long) wish.page() * wish.size();
    if (wish.words().isEmpty()) {
      return lines(connection, userId, wish, wish.size(), skipped)
          .map(
              page ->
                  new PastView.Page(
                      page.lines().stream().map(PastStore::shown).toList(), page.total()));
    }
    return lines(connection, userId, wish, SEARCHED, 0)
        .map(
            all -> {
              List<PastView.Line> found =
                  all.lines().stream().filter(line -> has(line, wish.words())).toList();
              return new PastView.Page(
                  found.stream().skip(skipped).limit(wish.size()).map(PastStore::shown).toList(),
                  found.size());
            });
  }

  private Future<PastView.Page> lines(
      SqlConnection connection, long userId, PastWish.Page wish, int most, long skipped) {
    Tuple values =
        Tuple.of(feed.tenantId(), userId, feed.feedId())
            .addArrayOfString(wish.models().map(ids -> ids.toArray(String[]::new)).orElse(null))
            .addBoolean(wish.kept())
            .addLong((long) most)
            .addLong(skipped);
    return connection
        .preparedQuery(LINES)
        .execute(values)
        .map(
            rows -> {
              long total = rows.size() == 0 ? 0 : rows.iterator().next().getLong("total");
              return new PastView.Page(rows.stream().map(this::line).toList(), total);
            });
  }

  private static boolean has(PastView.Line line, List<String> words) {
    String prompt = line.prompt().toLowerCase(Locale.ROOT);
    return words.stream().allMatch(prompt::contains);
  }

  /**
   * One job of a person; empty when it is somebody else's, or was deleted.
   *
   * @param confirmation what an order from the pressed button is known by
   */
  public Future<Optional<PastView.Item>> item(
      SqlConnection connection, long userId, long job, String confirmation) {
    return connection
        .preparedQuery(ITEM)
        .execute(Tuple.of(feed.tenantId(), userId, feed.feedId(), job, confirmation))
        .map(rows -> rows.stream().findFirst().map(this::item));
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

  private PastView.Line line(Row row) {
    long job = row.getLong("job_id");
    return new PastView.Line(
        job,
        row.getString("model"),
        OrderWords.prompt(OrderWords.input(seal, job, row.getJsonObject("input"))),
        row.getBoolean("kept"));
  }

  private static PastView.Line shown(PastView.Line line) {
    String prompt = line.prompt();
    int end = Math.min(SHOWN_CHARACTERS, prompt.codePointCount(0, prompt.length()));
    return new PastView.Line(
        line.job(),
        line.model(),
        prompt.substring(0, prompt.offsetByCodePoints(0, end)),
        line.kept());
  }

  private PastView.Item item(Row row) {
    long job = row.getLong("job_id");
    JsonObject result = row.getJsonObject("result");
    JsonObject made = result == null ? new JsonObject() : OrderWords.result(seal, job, result);
    return new PastView.Item(
        job,
        row.getString("model"),
        OrderWords.input(seal, job, row.getJsonObject("input")).getMap(),
        row.getBoolean("kept"),
        row.getLong("price"),
        row.getString("currency").equals(PriceList.FREE_CURRENCY),
        Optional.ofNullable(made.getString("text")),
        files.of(row.getJsonArray("files"), made.getJsonArray("outputs")),
        row.getBoolean("ordered"));
  }
}
