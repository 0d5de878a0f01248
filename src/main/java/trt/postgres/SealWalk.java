package trt.postgres;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Seals again, with the key that is used now, what was stored before it: column by column, along
 * the keys of the rows, a bounded number of them at once. A column is done when a pass has found
 * nothing; a day after the key came it is looked at once more, for nodes that ran without it then.
 * Any node goes on where another one stopped.
 */
final class SealWalk {
  private static final Logger LOG = LoggerFactory.getLogger(SealWalk.class);
  private static final int MOST = 200;

  private static final String BEGIN =
      """
      INSERT INTO seal_walk (subject, key_id)
      SELECT s, $1 FROM unnest($2::text[]) s WHERE EXISTS (SELECT FROM data_key WHERE key_id = $1)
      ON CONFLICT (subject) DO UPDATE
      SET key_id = excluded.key_id, place = '{}', found = 0, clean_at = NULL, begun_at = clock_timestamp()
      WHERE seal_walk.key_id <> excluded.key_id
         OR (seal_walk.clean_at IS NOT NULL AND EXISTS (
               SELECT FROM data_key k WHERE k.key_id = $1 AND seal_walk.begun_at < k.since + interval '1 day'
                  AND k.since + interval '1 day' < clock_timestamp()))
      """;

  private static final String TURN =
      """
      SELECT subject, place FROM seal_walk WHERE key_id = $1 AND clean_at IS NULL AND subject = ANY ($2)
      ORDER BY subject LIMIT 1 FOR UPDATE SKIP LOCKED
      """;

  private static final String MOVED =
      "UPDATE seal_walk SET place = $2, found = found + $3 WHERE subject = $1";

  // What changed meanwhile was not sealed again: another pass looks.
  private static final String ENDED =
      """
      UPDATE seal_walk
      SET clean_at = CASE WHEN found + $2 = 0 THEN clock_timestamp() END, place = '{}', found = 0,
          begun_at = CASE WHEN found + $2 = 0 THEN begun_at ELSE clock_timestamp() END
      WHERE subject = $1
      """;

  private static final String UNUSED =
      """
      UPDATE data_key SET unused_since = clock_timestamp()
      WHERE key_id <> $1 AND unused_since IS NULL
        AND (SELECT count(*) FROM seal_walk
             WHERE key_id = $1 AND clean_at IS NOT NULL AND subject = ANY ($2)) = cardinality($2)
      """;

  private final Db db;

  SealWalk(Db db) {
    this.db = db;
  }

  /** One step; false when everything is sealed with the key that is used now. */
  Future<Boolean> step(int limit) {
    String key = db.seal().current();
    String[] subjects = SealedColumn.ALL.stream().map(SealedColumn::name).toArray(String[]::new);
    return db.query(BEGIN, named(key, subjects))
        .compose(begun -> db.transaction(connection -> turn(connection, key, subjects, limit)))
        .compose(
            more ->
                more
                    ? Future.succeededFuture(true)
                    : db.query(UNUSED, named(key, subjects)).map(false));
  }

  private Future<Boolean> turn(SqlConnection connection, String key, String[] names, int limit) {
    return connection
        .preparedQuery(TURN)
        .execute(named(key, names))
        .compose(
            rows -> {
              Optional<Row> turn = rows.stream().findFirst();
              return turn.isEmpty()
                  ? Future.succeededFuture(false)
                  : further(connection, key, turn.get(), Math.min(limit, MOST)).map(true);
            });
  }

  private Future<Void> further(SqlConnection connection, String key, Row turn, int limit) {
    SealedColumn column = SealedColumn.of(turn.getString("subject"));
    return connection
        .preparedQuery(column.select())
        .execute(column.from(turn.getArrayOfStrings("place"), limit))
        .compose(
            rows -> {
              List<String[]> anew = new ArrayList<>();
              String[] last = {};
              for (Row row : rows) {
                last = column.keys(row);
                anew(column, key, row).ifPresent(anew::add);
              }
              String[] place = last;
              return update(connection, column, anew)
                  .compose(
                      v ->
                          note(connection, column.name(), place, anew.size(), rows.size() < limit));
            });
  }

  private static Tuple named(String key, String[] subjects) {
    return Tuple.of(key).addArrayOfString(subjects);
  }

  /** What somebody has changed by hand opens nowhere; it does not keep the others waiting. */
  private Optional<String[]> anew(SealedColumn column, String key, Row row) {
    try {
      return column.anew(db.seal(), key, row);
    } catch (IllegalStateException e) {
      LOG.atError().log("A value cannot be sealed anew: {}", e.getMessage());
      return Optional.empty();
    }
  }

  private static Future<Void> update(
      SqlConnection connection, SealedColumn column, List<String[]> anew) {
    return anew.isEmpty()
        ? Future.succeededFuture()
        : connection.preparedQuery(column.update()).execute(column.values(anew)).mapEmpty();
  }

  private static Future<Void> note(
      SqlConnection connection, String subject, String[] place, long found, boolean over) {
    Tuple values =
        over ? Tuple.of(subject, found) : Tuple.of(subject).addArrayOfString(place).addLong(found);
    return connection.preparedQuery(over ? ENDED : MOVED).execute(values).mapEmpty();
  }
}
