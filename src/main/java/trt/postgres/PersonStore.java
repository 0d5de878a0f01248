package trt.postgres;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import trt.domain.dialogue.admin.AdminView;

/** People as operators see them, within the caller's transaction. */
public final class PersonStore {
  private static final String FIND =
      """
      SELECT user_id, name, username FROM person
      WHERE tenant_id = $1
        AND (user_id = $2 OR (username <> '' AND lower(username) = lower($3)) OR lower(name) LIKE lower($4))
      ORDER BY user_id LIMIT 10
      """;

  private static final String CARD =
      """
      SELECT p.user_id, p.name, p.username, p.lang, p.created_at, p.seen_on, w.available, w.held, w.debt,
             coalesce(f.available, 0) AS free_left, b.reason, b.at AS banned_at,
             (SELECT count(*) FROM gen_order o WHERE o.tenant_id = $1 AND o.user_id = $2) AS jobs,
             (SELECT count(*) FROM stars_payment y WHERE y.wallet_id = w.wallet_id) AS payments,
             (SELECT coalesce(sum(y.stars), 0)::int8 FROM stars_payment y LEFT JOIN stars_refund r USING (charge_id)
              WHERE y.wallet_id = w.wallet_id AND r.state IS DISTINCT FROM 'done') AS paid
      FROM person p
      JOIN wallet w ON w.tenant_id = $1 AND w.user_id = p.user_id AND w.currency = $3
      LEFT JOIN wallet f ON f.tenant_id = $1 AND f.user_id = p.user_id AND f.currency = 'FRE'
      LEFT JOIN person_ban b ON b.tenant_id = $1 AND b.user_id = p.user_id
      WHERE p.tenant_id = $1 AND p.user_id = $2
      """;

  // Each leg is found by its own index; what goes from one account of the wallet to another is
  // found twice.
  private static final String MOVES =
      """
      WITH w AS (SELECT wallet_id * 4 AS own FROM wallet WHERE tenant_id = $1 AND user_id = $2 AND currency = $3)
      SELECT DISTINCT t.id, t.at, t.kind, t.amount, coalesce(t.job_id, 0) AS job_id,
             t.amount * ((t.credit = w.own)::int - (t.debit = w.own)::int) AS change
      FROM w CROSS JOIN LATERAL (
        (SELECT * FROM transfer d WHERE d.debit BETWEEN w.own AND w.own + 2 ORDER BY d.id DESC LIMIT 45)
        UNION ALL
        (SELECT * FROM transfer c WHERE c.credit BETWEEN w.own AND w.own + 2 ORDER BY c.id DESC LIMIT 45)) t
      ORDER BY t.id DESC LIMIT 15
      """;

  private final FeedStore.Feed feed;
  private final String currency;

  /**
   * A store for one bot.
   *
   * @param currency of the wallets that are shown
   */
  public PersonStore(FeedStore.Feed feed, String currency) {
    this.feed = feed;
    this.currency = currency;
  }

  /** People with this id, this @name, or a name that begins so; at most ten. */
  public Future<List<AdminView.People.Found>> find(SqlConnection connection, String text) {
    boolean handle = text.startsWith("@");
    String word = handle ? text.substring(1) : text;
    String prefix = word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%";
    Tuple values =
        Tuple.of(feed.tenantId(), number(word), word, handle || word.isEmpty() ? null : prefix);
    return connection
        .preparedQuery(FIND)
        .execute(values)
        .map(rows -> rows.stream().map(PersonStore::found).toList());
  }

  /** A person's card. */
  public Future<Optional<AdminView.Person>> card(SqlConnection connection, long id) {
    return connection
        .preparedQuery(CARD)
        .execute(Tuple.of(feed.tenantId(), id, currency))
        .map(rows -> rows.stream().findFirst().map(PersonStore::person));
  }

  /** The last movements of a person's money, newest first. */
  public Future<AdminView.Moves> moves(SqlConnection connection, long id) {
    return connection
        .preparedQuery(MOVES)
        .execute(Tuple.of(feed.tenantId(), id, currency))
        .map(rows -> new AdminView.Moves(id, moves(rows)));
  }

  /** The language of a person, if there is such a person. */
  public Future<Optional<String>> language(SqlConnection connection, long id) {
    return connection
        .preparedQuery("SELECT lang FROM person WHERE tenant_id = $1 AND user_id = $2")
        .execute(Tuple.of(feed.tenantId(), id))
        .map(rows -> rows.stream().findFirst().map(row -> row.getString("lang")));
  }

  private static List<AdminView.Moves.Move> moves(RowSet<Row> rows) {
    return rows.stream()
        .map(
            row ->
                new AdminView.Moves.Move(
                    Instants.read(row, "at"),
                    row.getString("kind"),
                    row.getLong("change"),
                    row.getLong("amount"),
                    row.getLong("job_id")))
        .toList();
  }

  private static AdminView.People.Found found(Row row) {
    return new AdminView.People.Found(
        row.getLong("user_id"), row.getString("name"), row.getString("username"));
  }

  private static AdminView.Person person(Row row) {
    Optional<AdminView.Person.Ban> ban =
        Optional.ofNullable(row.getString("reason"))
            .map(reason -> new AdminView.Person.Ban(reason, Instants.read(row, "banned_at")));
    return new AdminView.Person(
        found(row),
        row.getString("lang"),
        Instants.read(row, "created_at"),
        Optional.ofNullable(row.get(LocalDate.class, "seen_on")),
        row.getLong("available"),
        row.getLong("held"),
        row.getLong("debt"),
        row.getLong("free_left"),
        row.getLong("jobs"),
        row.getLong("payments"),
        Objects.requireNonNull(row.getLong("paid")),
        ban);
  }

  private static long number(String text) {
    return text.length() < 19 && text.matches("[0-9]+") ? Long.parseLong(text) : -1;
  }
}
