package trt.postgres;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.Set;

/** The names of the keys that values of this database are sealed with. */
public final class DataKeyStore {
  // Without any key ever there is nothing to note.
  private static final String USE =
      """
      INSERT INTO data_key AS k (key_id)
      SELECT $1 WHERE $1 <> 'plain' OR EXISTS (SELECT FROM data_key)
      ON CONFLICT (key_id) DO UPDATE SET since = clock_timestamp(), unused_since = NULL
      WHERE k.unused_since IS NOT NULL
      """;

  private static final String IN_USE =
      "SELECT key_id FROM data_key WHERE unused_since IS NULL AND key_id <> 'plain' ORDER BY since";

  private final Db db;

  /** A store on this database. */
  public DataKeyStore(Db db) {
    this.db = db;
  }

  /**
   * Notes that values will be sealed with the configured key. Before the first of them, at the
   * start of a process. Idempotent.
   *
   * @return fails with {@link KeyMissing} when values are sealed with a key that is not configured
   */
  public Future<Void> admit() {
    Seal seal = db.seal();
    return missing()
        .compose(
            missing ->
                missing.isEmpty()
                    ? db.query(USE, Tuple.of(seal.current())).mapEmpty()
                    : Future.failedFuture(new KeyMissing(missing, seal.known())));
  }

  /** The names of keys that values may be sealed with and that are not configured. */
  public Future<List<String>> missing() {
    return inUse()
        .map(used -> used.stream().filter(key -> !db.seal().known().contains(key)).toList());
  }

  /** The names of keys that values may be sealed with, oldest first. */
  public Future<List<String>> inUse() {
    return db.query(IN_USE, Tuple.tuple()).map(DataKeyStore::names);
  }

  private static List<String> names(RowSet<Row> rows) {
    return rows.stream().map(row -> row.getString("key_id")).toList();
  }

  /** Values are sealed with a key that this process does not have. */
  public static final class KeyMissing extends RuntimeException {
    private static final long serialVersionUID = 1;

    KeyMissing(List<String> missing, Set<String> known) {
      super(
          "what people wrote is sealed with the key "
              + String.join(" and ", missing)
              + (known.isEmpty()
                  ? ", and no key is configured"
                  : ", and only " + String.join(", ", known) + " is configured")
              + ": put that key into DATA_KEY, or into DATA_KEY_OLD when another one is to follow it."
              + " Nothing was changed");
    }
  }
}
