package trt.playground.servers;

import java.nio.file.Path;

/**
 * Both servers on one data folder. There is no shutdown hook here: the owner closes them after the
 * bot has ended, and what a {@code kill -9} leaves behind is stopped at the next start.
 */
public final class EmbeddedServers implements AutoCloseable {
  private final DataFolder folder;
  private final EmbeddedDatabase database;
  private final EmbeddedRedis redis;

  private EmbeddedServers(DataFolder folder, EmbeddedDatabase database, EmbeddedRedis redis) {
    this.folder = folder;
    this.database = database;
    this.redis = redis;
  }

  /**
   * Takes the folder and starts both. Blocks the calling thread.
   *
   * @param fresh true to delete the data of earlier runs first
   * @throws EmbeddedServerException if the folder is in use or not ours, or a server does not
   *     start; then nothing is left running
   */
  public static EmbeddedServers start(Path dataDir, boolean fresh) {
    DataFolder folder = DataFolder.open(dataDir);
    try {
      if (fresh) {
        folder.wipe();
      }
      EmbeddedRedis redis = EmbeddedRedis.start(folder);
      return new EmbeddedServers(folder, EmbeddedDatabase.start(folder), redis);
    } catch (RuntimeException e) {
      try (folder) {
        Orphans.stop(folder);
      } catch (RuntimeException second) {
        e.addSuppressed(second);
      }
      throw e;
    }
  }

  /** See {@link EmbeddedDatabase#uri()}. */
  public String databaseUri() {
    return database.uri();
  }

  /** See {@link EmbeddedRedis#uri()}. */
  public String redisUri() {
    return redis.uri();
  }

  /** Redis, then PostgreSQL, then the folder; each also if the one before failed. Idempotent. */
  @Override
  @SuppressWarnings("try")
  public void close() {
    try (DataFolder last = folder;
        EmbeddedDatabase second = database;
        EmbeddedRedis first = redis) {
      assert first != null && second != null && last != null;
    }
  }
}
