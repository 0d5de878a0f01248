package trt.postgres;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Tuple;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;

/**
 * Telegram's names for files that one bot has uploaded: such a file is never uploaded again. The
 * addresses they came from are kept as hashes, for some contain secrets.
 */
public final class SentFileStore {
  private final Db db;
  private final int feedId;

  /** A store for one bot: another bot cannot use these names. */
  public SentFileStore(Db db, FeedStore.Feed feed) {
    this.db = db;
    this.feedId = feed.feedId();
  }

  /** Telegram's name of the file from this address, uploaded as this kind: photo, document. */
  public Future<Optional<String>> find(String source, String kind) {
    return db.query(
            "SELECT file_id FROM sent_file WHERE feed_id = $1 AND source = $2 AND kind = $3",
            Tuple.of(feedId, hash(source), kind))
        .map(rows -> rows.stream().findFirst().map(row -> row.getString("file_id")));
  }

  /** Remembers it. Idempotent. */
  public Future<Void> keep(String source, String kind, String fileId) {
    return db.query(
            """
            INSERT INTO sent_file (feed_id, source, kind, file_id) VALUES ($1, $2, $3, $4)
            ON CONFLICT (feed_id, source, kind) DO UPDATE SET file_id = excluded.file_id
            """,
            Tuple.of(feedId, hash(source), kind, fileId))
        .mapEmpty();
  }

  /** Telegram does not know the name any more. */
  public Future<Void> forget(String source, String kind) {
    return db.query(
            "DELETE FROM sent_file WHERE feed_id = $1 AND source = $2 AND kind = $3",
            Tuple.of(feedId, hash(source), kind))
        .mapEmpty();
  }

  private static Buffer hash(String source) {
    try {
      byte[] bytes = source.getBytes(StandardCharsets.UTF_8);
      return Buffer.buffer(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
