package trt.postgres;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A column whose values are sealed. A table with something in it that people wrote or that leads to
 * their media gets a line here.
 *
 * @param keys names and types of the columns that name a row
 * @param form how its values are sealed again
 */
record SealedColumn(String table, String value, List<String> keys, Form form) {
  /** All of them. */
  static final List<SealedColumn> ALL =
      List.of(
          new SealedColumn("gen_order", "input", List.of("job_id int8"), new Words()),
          new SealedColumn("gen_result", "result", List.of("job_id int8"), new Result()),
          new SealedColumn(
              "session",
              "state",
              List.of("feed_id int4", "chat_key int8", "user_id int8"),
              new Dialogue()),
          new SealedColumn("gen_upload", "file_ref", List.of("job_id int8", "n int2"), new Text()),
          new SealedColumn("gen_upload", "kie_url", List.of("job_id int8", "n int2"), new Text()),
          new SealedColumn(
              "sent_file",
              "file_id",
              List.of("feed_id int4", "source bytea", "kind text"),
              new Text()),
          new SealedColumn(
              "kie_event",
              "body",
              List.of("job_id int8", "attempt int2", "body_sha bytea"),
              new Bytes(false)),
          new SealedColumn("outbox", "body", List.of("dedupe text"), new Text()),
          new SealedColumn(
              "tg_update", "payload", List.of("feed_id int4", "update_id int4"), new Bytes(true)));

  /** How values of a column are read and written. */
  sealed interface Form {
    /** The value with the key that is used now; empty when it has that key. */
    Optional<String> anew(Seal seal, String key, String place, String[] row, String stored);
  }

  /** Text. */
  record Text() implements Form {
    @Override
    public Optional<String> anew(Seal seal, String key, String place, String[] row, String stored) {
      return seal.keyOf(stored).equals(key)
          ? Optional.empty()
          : Optional.of(seal.seal(seal.open(stored, place), place));
    }
  }

  /** Bytes, as PostgreSQL spells them. */
  record Bytes(boolean signed) implements Form {
    private static final String HEX = "\\x";

    @Override
    public Optional<String> anew(Seal seal, String key, String place, String[] row, String stored) {
      Buffer bytes = Buffer.buffer(HexFormat.of().parseHex(stored.substring(HEX.length())));
      if (seal.keyOf(bytes).equals(key)) {
        return Optional.empty();
      }
      byte[] plain = seal.open(bytes, place);
      Buffer anew = seal.seal(plain, place, () -> signed ? Signs.of(plain) : new byte[0]);
      return Optional.of(HEX + HexFormat.of().formatHex(anew.getBytes()));
    }
  }

  /** What was ordered. */
  record Words() implements Form {
    @Override
    public Optional<String> anew(Seal seal, String key, String place, String[] row, String stored) {
      JsonObject json = new JsonObject(stored);
      long job = Long.parseLong(row[0]);
      return json.isEmpty() || seal.keyOf(json).equals(key)
          ? Optional.empty()
          : Optional.of(
              OrderWords.sealInput(seal, job, OrderWords.input(seal, job, json)).encode());
    }
  }

  /** What came of it. */
  record Result() implements Form {
    @Override
    public Optional<String> anew(Seal seal, String key, String place, String[] row, String stored) {
      JsonObject json = new JsonObject(stored);
      long job = Long.parseLong(row[0]);
      return seal.keyOf(json).equals(key)
          ? Optional.empty()
          : Optional.of(
              OrderWords.sealResult(seal, job, OrderWords.result(seal, job, json)).encode());
    }
  }

  /** Where somebody is in a dialogue. */
  record Dialogue() implements Form {
    @Override
    public Optional<String> anew(Seal seal, String key, String place, String[] row, String stored) {
      JsonObject json = new JsonObject(stored);
      int feed = Integer.parseInt(row[0]);
      long chat = Long.parseLong(row[1]);
      long user = Long.parseLong(row[2]);
      return seal.keyOf(json).equals(key)
          ? Optional.empty()
          : Optional.of(
              SessionState.seal(
                      seal, feed, chat, user, SessionState.open(seal, feed, chat, user, json))
                  .encode());
    }
  }

  static SealedColumn of(String name) {
    return ALL.stream().filter(column -> column.name().equals(name)).findFirst().orElseThrow();
  }

  String name() {
    return table + "." + value;
  }

  /** Rows after a key, or from the first one on. */
  String select() {
    String after =
        IntStream.range(0, keys.size())
            .mapToObj(i -> "$" + (i + 2) + "::text::" + type(i))
            .collect(Collectors.joining(", "));
    String rows = keys.stream().map(key -> column(key)).collect(Collectors.joining(", "));
    String texts =
        IntStream.range(0, keys.size())
            .mapToObj(i -> column(keys.get(i)) + "::text AS k" + i)
            .collect(Collectors.joining(", "));
    return "SELECT %s, %s::text AS stored FROM %s WHERE $%d::bool OR (%s) > (%s) ORDER BY %s LIMIT $1"
        .formatted(texts, value, table, keys.size() + 2, rows, after, rows);
  }

  /** The parameters of {@link #select}. */
  Tuple from(String[] place, int limit) {
    Tuple values = Tuple.of(limit);
    for (int i = 0; i < keys.size(); i++) {
      values.addString(place.length == 0 ? null : place[i]);
    }
    return values.addBoolean(place.length == 0);
  }

  String[] keys(Row row) {
    return IntStream.range(0, keys.size())
        .mapToObj(i -> row.getString("k" + i))
        .toArray(String[]::new);
  }

  /** The key of a row, its value and the one to be written; empty when it may stay. */
  Optional<String[]> anew(Seal seal, String key, Row row) {
    String[] names = keys(row);
    Object[] spelt = new Object[names.length];
    for (int i = 0; i < names.length; i++) {
      spelt[i] = type(i).equals("bytea") ? names[i].substring(2) : names[i];
    }
    String stored = row.getString("stored");
    return form.anew(seal, key, Seal.place(name(), spelt), names, stored)
        .map(
            value -> {
              String[] all = Arrays.copyOf(names, names.length + 2);
              all[names.length] = stored;
              all[names.length + 1] = value;
              return all;
            });
  }

  /** Changes rows whose values are still those that were read. */
  String update() {
    String given =
        IntStream.range(0, keys.size() + 2)
            .mapToObj(i -> "$" + (i + 1) + "::text[]")
            .collect(Collectors.joining(", "));
    String names =
        IntStream.range(0, keys.size()).mapToObj(i -> "k" + i).collect(Collectors.joining(", "));
    String same =
        IntStream.range(0, keys.size())
            .mapToObj(i -> "t.%s = n.k%d::%s".formatted(column(keys.get(i)), i, type(i)))
            .collect(Collectors.joining(" AND "));
    String cast = form instanceof Text ? "text" : form instanceof Bytes ? "bytea" : "jsonb";
    return "UPDATE %1$s t SET %2$s = n.anew::%3$s FROM unnest(%4$s) AS n (%5$s, old, anew) WHERE %6$s AND t.%2$s = n.old::%3$s"
        .formatted(table, value, cast, given, names, same);
  }

  /** The parameters of {@link #update}. */
  Tuple values(List<String[]> anew) {
    Tuple values = Tuple.tuple();
    for (int i = 0; i < keys.size() + 2; i++) {
      int at = i;
      values.addArrayOfString(anew.stream().map(row -> row[at]).toArray(String[]::new));
    }
    return values;
  }

  private static String column(String key) {
    return key.substring(0, key.indexOf(' '));
  }

  private String type(int i) {
    return keys.get(i).substring(keys.get(i).indexOf(' ') + 1);
  }
}
