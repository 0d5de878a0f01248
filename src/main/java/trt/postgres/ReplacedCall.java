package trt.postgres;

import io.vertx.sqlclient.Tuple;
import java.util.List;

/** How one call is put in the place of another, with those that come after it. */
final class ReplacedCall {
  static final String SQL =
      """
      WITH put AS (
        UPDATE outbox SET class = $11, method = $6, body = $7, target = NULL, sending_at = NULL,
               attempt = $4 + 1, sender = $5
        WHERE shard = $1 AND chat_key = $2 AND id = $3
          AND (attempt = $4 OR (attempt = $4 + 1 AND sender = $5)) RETURNING *),
      more AS (
        INSERT INTO outbox (shard, chat_key, feed_id, dedupe, class, method, body, update_id)
        SELECT put.shard, put.chat_key, put.feed_id, m.dedupe, put.class, m.method, m.body, put.update_id
        FROM put, unnest($8::text[], $9::text[], $10::text[]) WITH ORDINALITY AS m (method, body, dedupe, n) ORDER BY m.n
        ON CONFLICT (dedupe) DO NOTHING)
      SELECT id FROM put
      """;

  private ReplacedCall() {}

  /**
   * The parameters but for the last one, the class.
   *
   * @param key of the row, and the sender
   * @param dedupe name of the call; those that come after it are numbered from 1
   */
  static Tuple values(
      Seal seal, Tuple key, String dedupe, DeliveryStore.Call by, List<DeliveryStore.Call> more) {
    String[] names = new String[more.size()];
    String[] bodies = new String[more.size()];
    for (int i = 0; i < names.length; i++) {
      names[i] = dedupe + "+" + (i + 1);
      bodies[i] = sealed(seal, more.get(i), names[i]);
    }
    return key.addString(by.method())
        .addString(sealed(seal, by, dedupe))
        .addArrayOfString(more.stream().map(DeliveryStore.Call::method).toArray(String[]::new))
        .addArrayOfString(bodies)
        .addArrayOfString(names);
  }

  private static String sealed(Seal seal, DeliveryStore.Call call, String dedupe) {
    return seal.seal(call.body(), OutboxRows.place(dedupe));
  }
}
