package trt.postgres;

import io.vertx.core.Future;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;

/** Whether a commit survives a power cut: without that, an acknowledgement would be a lie. */
public final class DurabilityCheck {
  private static final String SETTINGS =
      """
      select name from pg_settings
      where name = any($1) and setting = 'off' order by name""";

  private final Db db;

  /** Asks through these connections, because synchronous_commit can differ per role. */
  public DurabilityCheck(Db db) {
    this.db = db;
  }

  /** Fails with {@link NotDurable} when PostgreSQL may forget what it has confirmed. */
  public Future<Void> run() {
    String[] names = {"fsync", "full_page_writes", "synchronous_commit"};
    return db.query(SETTINGS, Tuple.of(names))
        .compose(
            rows -> {
              List<String> off = new ArrayList<>();
              rows.forEach(row -> off.add(row.getString("name")));
              return off.isEmpty()
                  ? Future.succeededFuture()
                  : Future.failedFuture(new NotDurable(off));
            });
  }

  /** PostgreSQL runs with settings under which committed data can be lost. */
  public static final class NotDurable extends RuntimeException {
    private static final long serialVersionUID = 1;

    NotDurable(List<String> settings) {
      super(
          "PostgreSQL can lose committed data: "
              + String.join(", ", settings)
              + " is off; turn it on in postgresql.conf or for the role, and reload");
    }
  }
}
