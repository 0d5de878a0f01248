package trt.postgres;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** In which language the bot speaks to whom, in the caller's transaction. */
public final class LanguageStore {
  private final FeedStore.Feed feed;

  /** A store for the people of one bot. */
  public LanguageStore(FeedStore.Feed feed) {
    this.feed = feed;
  }

  /** Those of these people that are known, with their languages. */
  public Future<Map<Long, String>> of(SqlConnection connection, Collection<Long> people) {
    if (people.isEmpty()) {
      return Future.succeededFuture(Map.of());
    }
    return connection
        .preparedQuery(
            "SELECT user_id, lang FROM person WHERE tenant_id = $1 AND user_id = ANY ($2)")
        .execute(Tuple.of(feed.tenantId()).addArrayOfLong(people.toArray(Long[]::new)))
        .map(
            rows -> {
              Map<Long, String> languages = new HashMap<>();
              rows.forEach(row -> languages.put(row.getLong("user_id"), row.getString("lang")));
              return languages;
            });
  }

  /** From now on in this language. Idempotent. */
  public Future<Void> choose(SqlConnection connection, long userId, String language) {
    return connection
        .preparedQuery("UPDATE person SET lang = $3 WHERE tenant_id = $1 AND user_id = $2")
        .execute(Tuple.of(feed.tenantId(), userId, language))
        .mapEmpty();
  }
}
