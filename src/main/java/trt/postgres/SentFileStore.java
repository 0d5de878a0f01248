package trt.postgres;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Tuple;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
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

  /**
   * A file as it was, or is to be, uploaded.
   *
   * @param url where it came from
   * @param kind what it is shown as: photo, document
   */
  public record Source(String url, String kind) {}

  /** Telegram's name of the file from this address, uploaded as this kind. */
  public Future<Optional<String>> find(Source source) {
    return db.query(
            "SELECT file_id FROM sent_file WHERE feed_id = $1 AND source = $2 AND kind = $3",
            Tuple.of(feedId, hash(source.url()), source.kind()))
        .map(
            rows ->
                rows.stream()
                    .findFirst()
                    .map(row -> row.getString("file_id"))
                    .map(stored -> db.seal().open(stored, place(source))));
  }

  /** Remembers them. Idempotent. */
  public Future<Void> keep(Map<Source, String> fileIds) {
    if (fileIds.isEmpty()) {
      return Future.succeededFuture();
    }
    List<Map.Entry<Source, String>> files = List.copyOf(fileIds.entrySet());
    return db.query(
            """
            INSERT INTO sent_file (feed_id, source, kind, file_id)
            SELECT $1, source, kind, file_id
            FROM unnest($2::bytea[], $3::text[], $4::text[]) AS n (source, kind, file_id) ORDER BY source, kind
            ON CONFLICT (feed_id, source, kind) DO UPDATE SET file_id = excluded.file_id
            """,
            columns(files.stream().map(Map.Entry::getKey).toList())
                .addArrayOfString(
                    files.stream()
                        .map(file -> db.seal().seal(file.getValue(), place(file.getKey())))
                        .toArray(String[]::new)))
        .mapEmpty();
  }

  /** Telegram does not know these names any more. */
  public Future<Void> forget(List<Source> sources) {
    return db.query(
            """
            DELETE FROM sent_file s USING unnest($2::bytea[], $3::text[]) AS n (source, kind)
            WHERE s.feed_id = $1 AND s.source = n.source AND s.kind = n.kind
            """,
            columns(sources))
        .mapEmpty();
  }

  private String place(Source source) {
    return place(feedId, Sha256.hex(source.url()), source.kind());
  }

  static String place(int feedId, String hex, String kind) {
    return Seal.place("sent_file.file_id", feedId, hex, kind);
  }

  private Tuple columns(List<Source> sources) {
    return Tuple.of(feedId)
        .addArrayOfBuffer(sources.stream().map(s -> hash(s.url())).toArray(Buffer[]::new))
        .addArrayOfString(sources.stream().map(Source::kind).toArray(String[]::new));
  }

  private static Buffer hash(String source) {
    return Buffer.buffer(HexFormat.of().parseHex(Sha256.hex(source)));
  }
}
