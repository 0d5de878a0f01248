package trt.cli.load;

import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;

/** Webhook requests as Telegram makes them, ready for the wire. */
final class Updates {
  static final long FIRST_CHAT = 7_000_000_000L;

  private static final String START =
      """
      {"update_id":%1$d,"message":{"message_id":%1$d,"from":{"id":%2$d,"is_bot":false,\
      "first_name":"Olena","last_name":"Kovalenko","username":"olena_%2$d","language_code":"en",\
      "is_premium":true},"chat":{"id":%2$d,"first_name":"Olena","last_name":"Kovalenko",\
      "username":"olena_%2$d","type":"private"},"date":%3$d,"text":"/start",\
      "entities":[{"offset":0,"length":6,"type":"bot_command"}]}}""";

  // Stored like every update, and deliberately left without an answer.
  private static final String EDITED =
      """
      {"update_id":%1$d,"edited_message":{"message_id":%1$d,"from":{"id":%2$d,"is_bot":false,\
      "first_name":"Olena","last_name":"Kovalenko","username":"olena_%2$d","language_code":"en",\
      "is_premium":true},"chat":{"id":%2$d,"first_name":"Olena","last_name":"Kovalenko",\
      "username":"olena_%2$d","type":"private"},"date":%3$d,"edit_date":%3$d,\
      "text":"A lighthouse on a basalt cliff at dusk, long exposure, the last light on the water, \
      two gulls in the distance, muted colours, 35 mm film look, no people, no text"}}""";

  private final String head;

  /**
   * @param secret what the webhook expects
   */
  Updates(String secret) {
    this.head =
        """
        POST /webhook HTTP/1.1\r
        Host: 127.0.0.1\r
        Content-Type: application/json\r
        X-Telegram-Bot-Api-Secret-Token: %s\r
        Content-Length:"""
                .formatted(secret)
            + " ";
  }

  /** Somebody writes /start. */
  Buffer start(int id, long chat) {
    return request(START, id, chat);
  }

  /** Somebody corrects an earlier message. */
  Buffer edited(int id, long chat) {
    return request(EDITED, id, chat);
  }

  private Buffer request(String form, int id, long chat) {
    byte[] body =
        form.formatted(id, chat, System.currentTimeMillis() / 1000)
            .getBytes(StandardCharsets.US_ASCII);
    return Buffer.buffer(head.length() + body.length + 16)
        .appendString(head)
        .appendString(body.length + "\r\n\r\n")
        .appendBytes(body);
  }
}
