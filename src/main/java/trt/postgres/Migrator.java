package trt.postgres;

import java.io.PrintStream;
import java.sql.SQLException;
import java.util.List;
import org.apache.ibatis.migration.Change;
import org.apache.ibatis.migration.ConnectionProvider;
import org.apache.ibatis.migration.MigrationException;
import org.apache.ibatis.migration.operations.DownOperation;
import org.apache.ibatis.migration.operations.StatusOperation;
import org.apache.ibatis.migration.operations.UpOperation;
import org.apache.ibatis.migration.options.DatabaseOperationOption;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import trt.config.DatabaseConfig;

/**
 * Brings the schema to the version of this program, and back. Every method blocks: call it on a
 * worker thread. Several processes may start at once; one works, the others wait and find nothing
 * left to do.
 */
public final class Migrator {
  static final String CHANGELOG = "schema_changelog";

  private static final Logger log = LoggerFactory.getLogger(Migrator.class);
  private static final @Nullable PrintStream SILENT = null;

  private final DatabaseAddress address;
  private final ScriptIndex scripts;

  /** With the scripts of the program. */
  public Migrator(DatabaseConfig config) {
    this(config, "db/index.txt");
  }

  /** With the scripts of another index on the class path. */
  public Migrator(DatabaseConfig config, String index) {
    this.address = new DatabaseAddress(config);
    this.scripts = new ScriptIndex(index);
  }

  /**
   * Every version in order, applied and pending.
   *
   * @throws MigrationFailed when the database is not reachable or newer than this program
   */
  public List<Migration> status() {
    return inSession(this::known);
  }

  /**
   * Applies what is pending, all of it or nothing. Idempotent.
   *
   * @return what was applied now
   * @throws MigrationFailed also when a script fails or an older one was skipped
   */
  public List<Migration> up() {
    return up(Integer.MAX_VALUE);
  }

  /** The first so many of what is pending, at least 1. */
  List<Migration> up(int steps) {
    return inSession(
        database -> {
          List<Migration> pending =
              known(database).stream().filter(Migration::isPending).limit(steps).toList();
          if (!pending.isEmpty()) {
            new UpOperation(steps).operate(database, scripts, options(), SILENT);
            pending.forEach(
                one ->
                    log.atInfo()
                        .addKeyValue("version", one.id())
                        .log("Schema changed: {}", one.name()));
          }
          return pending;
        });
  }

  /**
   * Undoes the latest versions, all of them or nothing. Data that only they hold is lost.
   *
   * @param steps how many, at least 1; fewer are undone when there are not as many
   * @return what was undone, latest first
   */
  public List<Migration> rollback(int steps) {
    return inSession(
        database -> {
          List<Migration> applied =
              known(database).stream().filter(one -> !one.isPending()).toList();
          List<Migration> undone =
              applied.subList(Math.max(0, applied.size() - steps), applied.size());
          if (!undone.isEmpty()) {
            new DownOperation(undone.size()).operate(database, scripts, options(), SILENT);
          }
          return undone.stream().sorted((a, b) -> Long.compare(b.id(), a.id())).toList();
        });
  }

  private List<Migration> known(ConnectionProvider database) {
    List<Change> changes =
        new StatusOperation().operate(database, scripts, options(), SILENT).getCurrentStatus();
    for (Change change : changes) {
      if (!scripts.contains(change)) {
        throw new MigrationFailed(
            "the schema is newer than this program: version "
                + change.getId()
                + " is unknown here; start the newer program, or roll back with it first");
      }
    }
    List<Migration> versions =
        changes.stream()
            .map(
                change ->
                    new Migration(
                        change.getId().longValueExact(),
                        change.getDescription(),
                        change.getAppliedTimestamp()))
            .toList();
    refuseGaps(versions);
    return versions;
  }

  /** The library would leave an older script out without a word. */
  private static void refuseGaps(List<Migration> versions) {
    boolean pending = false;
    for (Migration version : versions) {
      if (pending && !version.isPending()) {
        throw new MigrationFailed(
            "version " + version.id() + " is applied although an older one is not");
      }
      pending |= version.isPending();
    }
  }

  private List<Migration> inSession(Work work) {
    try (MigrationSession session = MigrationSession.open(address.jdbc())) {
      List<Migration> result = work.in(session::shared);
      session.commit();
      return result;
    } catch (MigrationException e) {
      throw new MigrationFailed("a script failed, nothing was changed: " + root(e), e);
    } catch (SQLException e) {
      throw new MigrationFailed("the database refused: " + e.getMessage(), e);
    }
  }

  /** The runner's own message repeats the whole script. */
  private static String root(Throwable failure) {
    Throwable cause = failure;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return String.valueOf(cause.getMessage());
  }

  @FunctionalInterface
  private interface Work {
    List<Migration> in(ConnectionProvider database);
  }

  /** Scripts go to PostgreSQL whole, so that function bodies with semicolons arrive intact. */
  private static DatabaseOperationOption options() {
    DatabaseOperationOption options = new DatabaseOperationOption();
    options.setChangelogTable(CHANGELOG);
    options.setSendFullScript(true);
    options.setThrowWarning(false);
    return options;
  }
}
