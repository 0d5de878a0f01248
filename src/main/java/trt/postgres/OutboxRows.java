package trt.postgres;

import io.vertx.sqlclient.Row;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import trt.domain.outbox.DeliveryClass;
import trt.domain.outbox.Outgoing;

/** Reads rows of the outbox. */
final class OutboxRows {
  /** Spans instead of moments: the reader's clock may be wrong. */
  static final String COLUMNS =
      """
      outbox.shard, outbox.chat_key, outbox.id, dedupe, class, method, body, target, attempt, update_id,
      extract(epoch FROM clock_timestamp() - sending_at)::float8 AS sending_for,
      sending_at IS NOT NULL AND sender LIKE '%/%' AND NOT EXISTS (
        SELECT FROM node WHERE node.id::text = split_part(sender, '/', 1)) AS sender_gone,
      extract(epoch FROM not_before - clock_timestamp())::float8 AS held_for,
      extract(epoch FROM expires_at - clock_timestamp())::float8 AS lives_for
      """;

  private OutboxRows() {}

  static String place(String dedupe) {
    return Seal.place("outbox.body", dedupe);
  }

  static Outgoing outgoing(Row row, Seal seal) {
    return new Outgoing(
        row.getShort("shard"),
        row.getLong("chat_key"),
        row.getLong("id"),
        row.getString("dedupe"),
        DeliveryClass.of(row.getString("class")),
        row.getString("method"),
        seal.open(row.getString("body"), place(row.getString("dedupe"))),
        Optional.ofNullable(row.getString("target")),
        row.getShort("attempt"),
        new Outgoing.Timing(
            span(row, "sending_for"),
            row.getBoolean("sender_gone"),
            span(row, "held_for").orElse(Duration.ZERO),
            span(row, "lives_for")),
        OptionalLong.empty(),
        cause(row));
  }

  /** The update a row comes from. */
  static OptionalInt cause(Row row) {
    Integer update = row.getInteger("update_id");
    return update == null ? OptionalInt.empty() : OptionalInt.of(update);
  }

  private static Optional<Duration> span(Row row, String column) {
    return Optional.ofNullable(row.getDouble(column))
        .map(seconds -> Duration.ofNanos((long) (seconds * 1e9)));
  }
}
