package trt.postgres;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.Locale;
import java.util.Optional;
import trt.domain.dialogue.admin.AdminView;

/** What operators did, within the transactions in which they did it; kept for ever. */
public final class AuditStore {
  private static final String BEGIN = "SELECT admin_begin($1) AS fresh";
  private static final String RECORD =
      """
      INSERT INTO admin_action (tenant_id, key, admin_id, deed, subject, details, reason)
      VALUES ($1, $2, $3, $4, $5, $6, $7)
      """;
  private static final String LOG =
      """
      SELECT at, admin_id, deed, subject, details, reason FROM admin_action
      WHERE tenant_id = $1 ORDER BY id DESC LIMIT $2
      """;
  private static final int LAST = 10;
  private static final String ASKER =
      """
      SELECT a.id, a.admin_id, p.lang FROM admin_action a JOIN person p ON p.tenant_id = $1 AND p.user_id = a.admin_id
      WHERE a.tenant_id = $1 AND a.deed = 'REFUND' AND a.subject = $2 ORDER BY a.id DESC LIMIT 1
      """;
  private static final String ADJUST = "SELECT wallet_adjust($1, $2, $3, $4, $5, $6) AS result";

  private final int tenantId;

  /** A store for one bot. */
  public AuditStore(FeedStore.Feed feed) {
    this.tenantId = feed.tenantId();
  }

  /** A change, as it is recorded. */
  public record Action(
      String key, long admin, String deed, String subject, String details, String reason) {}

  /** What became of a credit or debit. */
  public enum Adjusted {
    /** Booked now. */
    DONE,
    /** Booked before under the same key. */
    REPEATED,
    /** There is not so much to take; nothing was booked. */
    SHORT,
    /** There is no such wallet. */
    UNKNOWN
  }

  /**
   * An operator and the operator's language.
   *
   * @param action number of the recorded wish
   */
  public record Asker(long action, long admin, String lang) {}

  /**
   * Whether this button is pressed for the first time. Until the end of the transaction nobody else
   * gets an answer about the same one.
   */
  public Future<Boolean> begin(SqlConnection connection, String key) {
    return connection
        .preparedQuery(BEGIN)
        .execute(Tuple.of(key))
        .map(rows -> rows.iterator().next().getBoolean("fresh"));
  }

  /** Records a change. */
  public Future<Void> record(SqlConnection connection, Action action) {
    return connection
        .preparedQuery(RECORD)
        .execute(
            Tuple.of(
                    tenantId,
                    action.key(),
                    action.admin(),
                    action.deed(),
                    action.subject(),
                    action.details())
                .addString(action.reason()))
        .mapEmpty();
  }

  /**
   * Gives money, a debt first, or takes it. Once per key.
   *
   * @param amount minor units, negative to take
   */
  public Future<Adjusted> adjust(
      SqlConnection connection,
      long person,
      String currency,
      long amount,
      String key,
      String reason) {
    return connection
        .preparedQuery(ADJUST)
        .execute(Tuple.of(tenantId, person, currency, amount, key, reason))
        .map(
            rows ->
                Adjusted.valueOf(
                    rows.iterator().next().getString("result").toUpperCase(Locale.ROOT)));
  }

  /** The last ten changes, newest first. */
  public Future<AdminView.Log> log(SqlConnection connection) {
    return log(connection, LAST);
  }

  /** The last changes, newest first, at most so many. */
  public Future<AdminView.Log> log(SqlConnection connection, int most) {
    return connection
        .preparedQuery(LOG)
        .execute(Tuple.of(tenantId, most))
        .map(
            rows ->
                new AdminView.Log(
                    rows.stream()
                        .map(
                            row ->
                                new AdminView.Log.Entry(
                                    Instants.read(row, "at"),
                                    row.getLong("admin_id"),
                                    row.getString("deed"),
                                    row.getString("subject"),
                                    row.getString("details"),
                                    row.getString("reason")))
                        .toList()));
  }

  /** Who wished in the chat that this payment goes back, last. */
  public Future<Optional<Asker>> asker(SqlConnection connection, String chargeId) {
    return connection
        .preparedQuery(ASKER)
        .execute(Tuple.of(tenantId, chargeId))
        .map(
            rows ->
                rows.stream()
                    .findFirst()
                    .map(
                        row ->
                            new Asker(
                                row.getLong("id"),
                                row.getLong("admin_id"),
                                row.getString("lang"))));
  }
}
