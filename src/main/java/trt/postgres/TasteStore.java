package trt.postgres;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import trt.domain.dialogue.Taste;

/** What people like to work with ({@code person_taste}); read by {@link SceneStore}. */
public final class TasteStore {
  private static final int RECENT = 8;
  private static final int LIKED = 100;

  private static final String USED =
      """
      INSERT INTO person_taste (tenant_id, user_id, recent) VALUES ($1, $2, ARRAY[$3])
      ON CONFLICT (tenant_id, user_id) DO UPDATE
      SET recent = (array_prepend($3, array_remove(person_taste.recent, $3)))[1:$4]
      """;
  private static final String LIKE =
      """
      INSERT INTO person_taste (tenant_id, user_id, liked) VALUES ($1, $2, ARRAY[$3])
      ON CONFLICT (tenant_id, user_id) DO UPDATE
      SET liked = (array_prepend($3, array_remove(person_taste.liked, $3)))[1:$4]
      """;
  private static final String UNLIKE =
      "UPDATE person_taste SET liked = array_remove(liked, $3) WHERE tenant_id = $1 AND user_id = $2";
  private static final String PRESET =
      """
      INSERT INTO person_taste (tenant_id, user_id, presets) VALUES ($1, $2, jsonb_build_object($3::text, $4::jsonb))
      ON CONFLICT (tenant_id, user_id) DO UPDATE
      SET presets = person_taste.presets || jsonb_build_object($3::text, $4::jsonb)
      """;
  private static final String FORGET =
      "UPDATE person_taste SET presets = presets - $3::text WHERE tenant_id = $1 AND user_id = $2";

  private final FeedStore.Feed feed;

  /** A store for one tenant. */
  public TasteStore(FeedStore.Feed feed) {
    this.feed = feed;
  }

  /** A model was ordered: it comes first among those used, of which a few are kept. */
  public Future<Void> used(SqlConnection connection, long userId, String model) {
    return run(connection, USED, Tuple.of(feed.tenantId(), userId, model, RECENT));
  }

  /** Marks a model, or takes the mark off. Idempotent. */
  public Future<Void> like(SqlConnection connection, long userId, String model, boolean on) {
    return on
        ? run(connection, LIKE, Tuple.of(feed.tenantId(), userId, model, LIKED))
        : run(connection, UNLIKE, Tuple.of(feed.tenantId(), userId, model));
  }

  /** Usual values of a model in place of those before; empty ones forget them. Idempotent. */
  public Future<Void> preset(
      SqlConnection connection, long userId, String model, Map<String, Object> values) {
    return values.isEmpty()
        ? run(connection, FORGET, Tuple.of(feed.tenantId(), userId, model))
        : run(
            connection,
            PRESET,
            Tuple.of(feed.tenantId(), userId, model, new JsonObject(new LinkedHashMap<>(values))));
  }

  private static Future<Void> run(SqlConnection connection, String sql, Tuple values) {
    return connection.preparedQuery(sql).execute(values).mapEmpty();
  }

  /** Reads the columns liked, recent and presets, all null for somebody who has none. */
  static Taste read(Row row) {
    String[] liked = row.getArrayOfStrings("liked");
    if (liked == null) {
      return Taste.NONE;
    }
    Map<String, Map<String, Object>> presets = new LinkedHashMap<>();
    JsonObject json = row.getJsonObject("presets");
    for (String model : json.fieldNames()) {
      presets.put(model, json.getJsonObject(model).getMap());
    }
    return new Taste(List.of(liked), list(row.getArrayOfStrings("recent")), presets);
  }

  private static List<String> list(String @Nullable [] values) {
    return values == null ? List.of() : List.of(values);
  }
}
