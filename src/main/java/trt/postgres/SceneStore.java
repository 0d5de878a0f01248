package trt.postgres;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import trt.domain.dialogue.Taste;
import trt.domain.wallet.Purse;

/** What a turn of the dialogue needs from the database: person, purse and session, many at once. */
public final class SceneStore {
  private static final String ENSURE =
      """
      SELECT count(person_meet($1, user_id, lang, name, username, $5, $6, $7, $8))
      FROM unnest($2::int8[], $3::text[], $4::text[], $9::text[]) AS n (user_id, lang, name, username)
      """;

  // A menu is known by the call that makes it, until the call is over and its message has a number.
  private static final String LOAD =
      """
      SELECT k.chat_key, k.user_id, p.lang, p.name,
             CASE WHEN d.message_id IS NULL THEN s.state
                  ELSE jsonb_set(s.state, '{menu}', to_jsonb('m:' || d.message_id)) END AS state,
             w.wallet_id, w.available, w.held, w.debt,
             f.wallet_id AS free_wallet, f.available AS free_left, b.user_id IS NOT NULL AS banned,
             t.liked, t.recent, t.presets
      FROM unnest($3::int8[], $4::int8[]) WITH ORDINALITY AS k (chat_key, user_id, n)
      JOIN person p ON p.tenant_id = $1 AND p.user_id = k.user_id
      JOIN wallet w ON w.tenant_id = $1 AND w.user_id = k.user_id AND w.currency = $5
      JOIN wallet f ON f.tenant_id = $1 AND f.user_id = k.user_id AND f.currency = 'FRE'
      LEFT JOIN person_taste t ON t.tenant_id = $1 AND t.user_id = k.user_id
      LEFT JOIN person_ban b ON b.tenant_id = $1 AND b.user_id = k.user_id
      LEFT JOIN session s ON s.feed_id = $2 AND s.chat_key = k.chat_key AND s.user_id = k.user_id
      LEFT JOIN delivered d ON d.dedupe = substr(s.state ->> 'menu', 3) AND s.state ->> 'menu' LIKE 'd:%'
      ORDER BY k.n
      """;

  private static final String SAVE =
      """
      INSERT INTO session (feed_id, chat_key, user_id, state)
      SELECT $1, chat_key, user_id, state::jsonb
      FROM unnest($2::int8[], $3::int8[], $4::text[]) AS n (chat_key, user_id, state)
      ON CONFLICT (feed_id, chat_key, user_id)
      DO UPDATE SET state = excluded.state, updated_at = clock_timestamp()
      """;

  private final Db db;
  private final FeedStore.Feed feed;
  private final Supplier<Terms> terms;

  /** A store for one bot. */
  public SceneStore(Db db, FeedStore.Feed feed, Terms terms) {
    this(db, feed, () -> terms);
  }

  /** A store whose terms may change, but for their currency. */
  public SceneStore(Db db, FeedStore.Feed feed, Supplier<Terms> terms) {
    this.db = db;
    this.feed = feed;
    this.terms = terms;
  }

  /**
   * What newcomers and new days get.
   *
   * @param gift minor units, once per person
   * @param freePerDay generations
   */
  public record Terms(String currency, long gift, long freePerDay) {}

  /** Whose dialogue, in which chat. */
  public record Key(long chatKey, long userId) {}

  /**
   * A row of {@link #load}.
   *
   * @param banned nothing is done for this person
   */
  public record Found(
      String lang,
      String name,
      Purse purse,
      Optional<JsonObject> session,
      boolean banned,
      Taste taste) {
    /** The same in another language. */
    public Found speaking(String language) {
      return new Found(language, name, purse, session, banned, taste);
    }
  }

  /** A session to be written. */
  public record Saved(Key key, JsonObject state) {}

  /**
   * Somebody who writes.
   *
   * @param lang language they get if they are new
   * @param username without the @, empty when there is none
   */
  public record Person(long userId, String lang, String name, String username) {}

  /**
   * Makes sure that these people exist with both wallets, the gift and the free quota of that day.
   * Idempotent.
   *
   * @param people sorted by user id, so that two nodes cannot deadlock
   */
  public Future<Void> ensure(List<Person> people, LocalDate day) {
    Terms now = terms.get();
    Tuple values =
        Tuple.of(
                feed.tenantId(),
                people.stream().map(Person::userId).toArray(Long[]::new),
                people.stream().map(Person::lang).toArray(String[]::new),
                people.stream().map(Person::name).toArray(String[]::new),
                now.currency(),
                now.gift())
            .addLong(now.freePerDay())
            .addLocalDate(day)
            .addArrayOfString(people.stream().map(Person::username).toArray(String[]::new));
    return db.query(ENSURE, values).mapEmpty();
  }

  /** One row per key, in their order. Every person must have been {@link #ensure}d. */
  public Future<List<Found>> load(SqlConnection connection, List<Key> keys) {
    Tuple values =
        Tuple.of(
            feed.tenantId(),
            feed.feedId(),
            keys.stream().map(Key::chatKey).toArray(Long[]::new),
            keys.stream().map(Key::userId).toArray(Long[]::new),
            terms.get().currency());
    return connection
        .preparedQuery(LOAD)
        .execute(values)
        .map(
            rows -> {
              List<Found> found = new ArrayList<>();
              rows.forEach(row -> found.add(found(row)));
              return found;
            });
  }

  /** Writes sessions; no key twice, and sorted, so that two nodes cannot deadlock. */
  public Future<Void> save(SqlConnection connection, List<Saved> sessions) {
    if (sessions.isEmpty()) {
      return Future.succeededFuture();
    }
    Tuple values =
        Tuple.of(
            feed.feedId(),
            sessions.stream().map(s -> s.key().chatKey()).toArray(Long[]::new),
            sessions.stream().map(s -> s.key().userId()).toArray(Long[]::new),
            sessions.stream().map(this::sealed).toArray(String[]::new));
    return connection.preparedQuery(SAVE).execute(values).mapEmpty();
  }

  private String sealed(Saved saved) {
    Key key = saved.key();
    return SessionState.seal(db.seal(), feed.feedId(), key.chatKey(), key.userId(), saved.state())
        .encode();
  }

  private JsonObject opened(Row row, JsonObject stored) {
    return SessionState.open(
        db.seal(), feed.feedId(), row.getLong("chat_key"), row.getLong("user_id"), stored);
  }

  private Found found(Row row) {
    Purse purse =
        new Purse(
            row.getLong("wallet_id"),
            row.getLong("available"),
            row.getLong("held"),
            row.getLong("debt"),
            row.getLong("free_wallet"),
            row.getLong("free_left"));
    Optional<JsonObject> session =
        Optional.ofNullable(row.getJsonObject("state")).map(state -> opened(row, state));
    return new Found(
        row.getString("lang"),
        row.getString("name"),
        purse,
        session,
        row.getBoolean("banned"),
        TasteStore.read(row));
  }
}
