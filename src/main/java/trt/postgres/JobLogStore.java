package trt.postgres;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The jobs of one bot, for people who look; each question within a limit of its own. */
public final class JobLogStore {
  private static final Duration WITHIN = Duration.ofSeconds(2);

  // States are in no index: a rare one is looked for among the last ten thousand only.
  private static final String HEADS =
      """
      SELECT o.job_id, o.user_id, coalesce(p.name, '') AS name, o.model, j.state, j.attempt, o.price, o.currency,
             o.credits, o.created_at, j.settled_at, j.fail_code, j.task_id
      FROM gen_order o JOIN gen_job j ON j.id = o.job_id
      LEFT JOIN person p ON p.tenant_id = o.tenant_id AND p.user_id = o.user_id
      WHERE o.feed_id = $1 AND %s ORDER BY o.job_id DESC LIMIT 50
      """;
  private static final String LATEST =
      HEADS.formatted(
          "($2::text IS NULL OR j.state = $2) AND o.job_id > (SELECT coalesce(max(job_id), 0) - 10000 FROM gen_order)");
  private static final String ONE = HEADS.formatted("o.job_id = $2");

  private static final String ORDER =
      "SELECT input, chat_id, message_id, lang FROM gen_order WHERE job_id = $1";

  private static final String ATTEMPTS =
      """
      SELECT intent_at AS at, 'attempt ' || attempt AS what, coalesce(outcome, 'under way') AS outcome,
             concat_ws(', ', task_id, 'credits ' || credits::text, 'given away ' || late_at::text) AS detail
      FROM gen_attempt WHERE job_id = $1 ORDER BY attempt LIMIT 50
      """;

  private static final String SENT =
      """
      SELECT at, dedupe AS what, outcome, coalesce('message ' || message_id, '') AS detail
      FROM delivered WHERE dedupe = ANY ($1)
      UNION ALL
      SELECT created_at, dedupe, CASE WHEN sending_at IS NULL THEN 'waiting' ELSE 'being sent' END,
             method || coalesce(', not before ' || not_before, '')
      FROM outbox WHERE dedupe = ANY ($1)
      ORDER BY 1
      """;

  private static final String MONEY =
      """
      SELECT at, kind AS what, currency AS outcome, amount::text AS detail FROM transfer
      WHERE job_id = $1 ORDER BY id LIMIT 20
      """;

  private static final String CALLBACKS =
      """
      SELECT recv_at AS at, 'attempt ' || attempt AS what, 'callback' AS outcome,
             octet_length(body) || ' bytes' AS detail
      FROM kie_event WHERE job_id = $1 ORDER BY recv_at LIMIT 50
      """;

  /** As the ends of jobs name their messages; the longest result is some albums and a text. */
  private static final int MOST_MESSAGES = 16;

  private final Db db;
  private final int feedId;

  /** A store for one bot. */
  public JobLogStore(Db db, FeedStore.Feed feed) {
    this.db = db;
    this.feedId = feed.feedId();
  }

  /**
   * A job in a list.
   *
   * @param price minor units of the currency
   * @param credits what it was expected to cost us
   */
  public record Head(
      long id,
      long person,
      String name,
      String model,
      String state,
      int attempt,
      long price,
      String currency,
      BigDecimal credits,
      Instant at,
      Optional<Instant> settledAt,
      Optional<String> failed,
      Optional<String> task) {}

  /** Something that happened to a job. */
  public record Event(Instant at, String what, String outcome, String detail) {}

  /**
   * A job with all that is known of it.
   *
   * @param input what was ordered, in the words of the person
   * @param money movements, their amounts in minor units
   */
  public record Whole(
      Head head,
      JsonObject input,
      List<Event> attempts,
      List<Event> callbacks,
      List<Event> sent,
      List<Event> money) {}

  /**
   * The latest 50.
   *
   * @param state only those in it, among the last 10,000
   */
  public Future<List<Head>> latest(Optional<String> state) {
    return db.query(WITHIN, LATEST, Tuple.of(feedId, state.orElse(null)))
        .map(rows -> rows.stream().map(JobLogStore::head).toList());
  }

  /** One job of this bot. */
  public Future<Optional<Whole>> find(long id) {
    return db.query(WITHIN, ONE, Tuple.of(feedId, id))
        .compose(
            rows ->
                rows.size() == 0
                    ? Future.succeededFuture(Optional.empty())
                    : whole(head(rows.iterator().next())).map(Optional::of));
  }

  private Future<Whole> whole(Head head) {
    Tuple id = Tuple.of(head.id());
    Future<JsonObject> input =
        db.query(WITHIN, ORDER, id)
            .map(rows -> rows.iterator().next().getJsonObject("input"))
            .map(stored -> OrderWords.input(db.seal(), head.id(), stored));
    Future<List<Event>> attempts = events(ATTEMPTS, id);
    Future<List<Event>> callbacks = events(CALLBACKS, id);
    Future<List<Event>> sent =
        events(SENT, Tuple.tuple().addArrayOfString(names(head.id()).toArray(String[]::new)));
    Future<List<Event>> money = events(MONEY, id);
    return Future.all(input, attempts, callbacks, sent, money)
        .map(
            all ->
                new Whole(
                    head,
                    input.result(),
                    attempts.result(),
                    callbacks.result(),
                    sent.result(),
                    money.result()));
  }

  private static List<String> names(long id) {
    List<String> names = new ArrayList<>(List.of("job:" + id + ":failed"));
    for (String kind : List.of("result", "late")) {
      names.add("job:" + id + ":" + kind);
      for (int i = 1; i <= MOST_MESSAGES; i++) {
        names.add("job:" + id + ":" + kind + ":" + i);
      }
    }
    return names;
  }

  private Future<List<Event>> events(String sql, Tuple values) {
    return db.query(WITHIN, sql, values)
        .map(
            rows ->
                rows.stream()
                    .map(
                        row ->
                            new Event(
                                Instants.read(row, "at"),
                                row.getString("what"),
                                row.getString("outcome"),
                                row.getString("detail")))
                    .toList());
  }

  private static Head head(Row row) {
    return new Head(
        row.getLong("job_id"),
        row.getLong("user_id"),
        row.getString("name"),
        row.getString("model"),
        row.getString("state"),
        row.getShort("attempt"),
        row.getLong("price"),
        row.getString("currency"),
        row.getBigDecimal("credits"),
        Instants.read(row, "created_at"),
        Instants.readOptional(row, "settled_at"),
        Optional.ofNullable(row.getString("fail_code")),
        Optional.ofNullable(row.getString("task_id")));
  }
}
