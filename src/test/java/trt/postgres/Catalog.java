package trt.postgres;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import trt.testing.TestPostgres;

/** What is in a database: its schema as PostgreSQL describes it, and its rows. */
record Catalog(String uri) {
  /** Left out: the changelog, and the log's partitions, which come and go while the bot runs. */
  private static final String SCHEMA =
      """
      WITH c AS (SELECT * FROM pg_class c WHERE relnamespace = 'public'::regnamespace
                   AND relname !~ '^(schema_changelog|tg_update_p)' AND relkind IN ('r', 'p', 'v', 'S', 'm'))
      SELECT format('%s %s %s', relkind, relname, ARRAY(SELECT unnest(reloptions) ORDER BY 1)) FROM c
      UNION ALL
      SELECT format('column %s.%s %s: %s %s %s %s %s %s %s', relname,
                    row_number() OVER (PARTITION BY c.oid ORDER BY attnum), attname,
                    format_type(atttypid, atttypmod), attnotnull, attidentity, attgenerated, attstorage,
                    attcollation, pg_get_expr(adbin, adrelid))
        FROM c JOIN pg_attribute a ON attrelid = c.oid AND attnum > 0 AND NOT attisdropped
        LEFT JOIN pg_attrdef d ON adrelid = c.oid AND adnum = attnum WHERE relkind <> 'S'
      UNION ALL
      SELECT format('constraint %s.%s %s', relname, conname, pg_get_constraintdef(o.oid))
        FROM c JOIN pg_constraint o ON conrelid = c.oid
      UNION ALL
      SELECT pg_get_indexdef(indexrelid) FROM c JOIN pg_index ON indrelid = c.oid
      UNION ALL
      SELECT tgenabled::text || ' ' || pg_get_triggerdef(t.oid) FROM c JOIN pg_trigger t ON tgrelid = c.oid AND NOT tgisinternal
      UNION ALL
      SELECT pg_get_viewdef(oid) FROM c WHERE relkind = 'v'
      UNION ALL
      SELECT pg_get_functiondef(oid) FROM pg_proc WHERE pronamespace = 'public'::regnamespace AND prokind = 'f'
      ORDER BY 1
      """;

  private static final String COLUMNS =
      """
      SELECT relname || '|' || string_agg(quote_ident(attname), ',' ORDER BY attname)
        FROM pg_class c JOIN pg_attribute ON attrelid = c.oid AND attnum > 0 AND NOT attisdropped
       WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p') AND NOT relispartition
         AND relname <> 'schema_changelog' GROUP BY relname ORDER BY relname
      """;

  /** Every object, one a line, in a fixed order. */
  List<String> schema() {
    return lines(SCHEMA);
  }

  /** The columns of every table that holds data. */
  Map<String, String> columns() {
    Map<String, String> columns = new TreeMap<>();
    for (String line : lines(COLUMNS)) {
      String[] parts = line.split("\\|", 2);
      columns.put(parts[0], parts[1]);
    }
    return columns;
  }

  /** The rows of these columns of these tables, by table. */
  Map<String, List<String>> rows(Map<String, String> columns) {
    Map<String, List<String>> rows = new TreeMap<>();
    columns.forEach(
        (table, of) ->
            rows.put(
                table,
                lines(
                    "SELECT r::text FROM (SELECT %s FROM %s) r ORDER BY 1".formatted(of, table))));
    return rows;
  }

  /** The first column of every row. */
  List<String> lines(String sql) {
    try (Connection connection = TestPostgres.connect(uri);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      List<String> lines = new ArrayList<>();
      while (rows.next()) {
        lines.add(rows.getString(1));
      }
      return lines;
    } catch (SQLException e) {
      throw new AssertionError(e.getMessage() + ": " + sql, e);
    }
  }
}
