package trt.postgres;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.BitSet;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import trt.config.LeasesConfig;

/**
 * The leases on the shards of one bot. Read and written over the caller's own connection, whose
 * session also proves that the node lives.
 */
public final class LeaseStore {
  private static final String ALIVE = "SELECT pg_try_advisory_lock(7002, hashtext($1::text))";

  private static final String ROUND =
      """
      SELECT held, inherited, seconds_left
      FROM lease_round($1, $2, $3, make_interval(secs => $4), make_interval(secs => $5))
      """;

  private static final double MILLIS = 1000.0;

  private final int feedId;
  private final UUID node;
  private final String version;
  private final LeasesConfig config;

  /**
   * A store for one node of one bot.
   *
   * @param node unique for this process
   * @param version of the program, for people who look at the table
   */
  public LeaseStore(FeedStore.Feed feed, UUID node, String version, LeasesConfig config) {
    this.feedId = feed.feedId();
    this.node = node;
    this.version = version;
    this.config = config;
  }

  /**
   * What a node holds after a look.
   *
   * @param inherited shards that came now and whose last owner did not give them back: what it was
   *     at may have been the end of it
   * @param left until the first of the leases expires, by the clock of the database
   */
  public record Held(BitSet shards, Set<Integer> inherited, Duration left) {}

  /** Proves for as long as this connection lives that the node lives. Idempotent. */
  public Future<Void> appear(SqlConnection connection) {
    return connection.preparedQuery(ALIVE).execute(Tuple.of(node.toString())).mapEmpty();
  }

  /** Renews, gives back what is more than a fair part, takes what is free. May be repeated. */
  public Future<Held> round(SqlConnection connection) {
    Tuple values =
        Tuple.of(
            feedId,
            node,
            version,
            config.ttl().toMillis() / MILLIS,
            config.deadAfter().toMillis() / MILLIS);
    return connection
        .preparedQuery(ROUND)
        .execute(values)
        .map(rows -> held(rows.iterator().next()));
  }

  /** Gives all back. Idempotent. */
  public Future<Void> leave(SqlConnection connection) {
    return connection
        .preparedQuery("SELECT lease_leave($1, $2)")
        .execute(Tuple.of(feedId, node))
        .mapEmpty();
  }

  private static Held held(Row row) {
    BitSet shards = new BitSet();
    for (Short shard : row.getArrayOfShorts("held")) {
      shards.set(shard);
    }
    Set<Integer> inherited = new HashSet<>();
    for (Short shard : row.getArrayOfShorts("inherited")) {
      inherited.add((int) shard);
    }
    long left = (long) (row.getDouble("seconds_left") * MILLIS);
    return new Held(shards, Set.copyOf(inherited), Duration.ofMillis(left));
  }
}
