package trt.postgres;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.HashMap;
import java.util.Map;
import trt.domain.dialogue.admin.Switches;

/** What operators have switched, for all nodes of a tenant. */
public final class SwitchStore {
  private static final String ALL = "SELECT name, value FROM switch WHERE tenant_id = $1";
  private static final String ON =
      """
      INSERT INTO switch AS s (tenant_id, name, value, admin_id) VALUES ($1, $2, $3, $4)
      ON CONFLICT (tenant_id, name)
      DO UPDATE SET value = excluded.value, admin_id = excluded.admin_id, at = clock_timestamp()
      WHERE s.value <> excluded.value
      """;
  private static final String BACK = "DELETE FROM switch WHERE tenant_id = $1 AND name = $2";

  private final Db db;
  private final int tenantId;

  /** A store for one bot. */
  public SwitchStore(Db db, FeedStore.Feed feed) {
    this.db = db;
    this.tenantId = feed.tenantId();
  }

  /** All of them. */
  public Future<Switches> read() {
    return db.query(ALL, Tuple.of(tenantId)).map(SwitchStore::switches);
  }

  /** All of them, as the caller's transaction sees them. */
  public Future<Switches> read(SqlConnection connection) {
    return connection.preparedQuery(ALL).execute(Tuple.of(tenantId)).map(SwitchStore::switches);
  }

  /** Switches one; true when that changes something. */
  public Future<Boolean> set(SqlConnection connection, Switches.Switch one, long admin) {
    String sql = one.value().isPresent() ? ON : BACK;
    Tuple values =
        one.value().isPresent()
            ? Tuple.of(tenantId, one.name(), one.value().get(), admin)
            : Tuple.of(tenantId, one.name());
    return connection.preparedQuery(sql).execute(values).map(rows -> rows.rowCount() > 0);
  }

  private static Switches switches(RowSet<Row> rows) {
    Map<String, String> kept = new HashMap<>();
    rows.forEach(row -> kept.put(row.getString("name"), row.getString("value")));
    return Switches.of(kept);
  }
}
