package trt.cli.load;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import java.nio.charset.StandardCharsets;
import java.util.function.LongConsumer;

/**
 * The Bot API of a benchmark: says yes to everything at once and numbers messages in the order of
 * their arrival. Reads no JSON of the calls that come by the thousand. Lives on one event loop.
 */
final class TelegramSide {
  private static final String ANSWER =
      """
      {"ok":true,"result":{"message_id":%d,"from":{"id":700000001,"is_bot":true,\
      "first_name":"Load","username":"load_bot"},"chat":{"id":%d,"first_name":"Olena",\
      "type":"private"},"date":%d,"text":"Hello."}}""";

  private static final byte[] CHAT = "\"chat_id\":".getBytes(StandardCharsets.US_ASCII);

  private final LongConsumer messageFor;
  private JsonObject webhook = new JsonObject().put("url", "");
  private long messages;
  private long calls;

  /**
   * @param messageFor told the chat of every message sent
   */
  TelegramSide(LongConsumer messageFor) {
    this.messageFor = messageFor;
  }

  /** Listens on a free port of the loopback interface. */
  Future<Integer> listen(Vertx vertx) {
    return vertx
        .createNetServer()
        .connectHandler(socket -> socket.handler(new Connection(socket)::received))
        .listen(0, "127.0.0.1")
        .map(NetServer::actualPort);
  }

  /** Messages sent so far. */
  long messages() {
    return messages;
  }

  /** Calls of all kinds so far. */
  long calls() {
    return calls;
  }

  private final class Connection {
    private final NetSocket socket;
    private Buffer pending = Buffer.buffer();

    Connection(NetSocket socket) {
      this.socket = socket;
    }

    void received(Buffer chunk) {
      pending = pending.length() == 0 ? chunk : pending.appendBuffer(chunk);
      HttpHead head = HttpHead.of(pending);
      while (head != null && pending.length() >= head.length() + head.bodyLength()) {
        int end = head.length() + head.bodyLength();
        reply(answer(head.method(), pending.slice(head.length(), end)));
        pending = pending.getBuffer(end, pending.length());
        head = HttpHead.of(pending);
      }
    }

    private void reply(String json) {
      Buffer body = Buffer.buffer(json);
      Buffer whole =
          Buffer.buffer(
                  "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: "
                      + body.length()
                      + "\r\n\r\n")
              .appendBuffer(body);
      socket.write(whole).onFailure(gone -> socket.close().otherwiseEmpty());
    }
  }

  private String answer(String method, Buffer body) {
    calls++;
    return switch (method) {
      case "sendMessage" -> {
        long chat = chat(body);
        messages++;
        messageFor.accept(chat);
        yield message(messages, chat);
      }
      case "editMessageText", "editMessageReplyMarkup" -> message(1, chat(body));
      default -> new JsonObject().put("ok", true).put("result", rare(method, body)).encode();
    };
  }

  private static String message(long id, long chat) {
    return ANSWER.formatted(id, chat, System.currentTimeMillis() / 1000);
  }

  private Object rare(String method, Buffer body) {
    return switch (method) {
      case "getMe" ->
          new JsonObject()
              .put("id", 700_000_001L)
              .put("is_bot", true)
              .put("first_name", "Load")
              .put("username", "load_bot");
      case "setWebhook" -> {
        webhook = body.toJsonObject().put("pending_update_count", 0);
        yield true;
      }
      case "getWebhookInfo" -> webhook;
      case "getUpdates" -> new JsonArray();
      default -> true;
    };
  }

  /** The number after {@code "chat_id":}; 0 when there is none. */
  private static long chat(Buffer body) {
    int at = indexOf(body, CHAT);
    if (at < 0) {
      return 0;
    }
    long number = 0;
    for (int i = at + CHAT.length; i < body.length(); i++) {
      int digit = body.getByte(i) - '0';
      if (digit < 0 || digit > 9) {
        break;
      }
      number = number * 10 + digit;
    }
    return number;
  }

  private static int indexOf(Buffer body, byte[] wanted) {
    for (int i = 0; i + wanted.length <= body.length(); i++) {
      int j = 0;
      while (j < wanted.length && body.getByte(i + j) == wanted[j]) {
        j++;
      }
      if (j == wanted.length) {
        return i;
      }
    }
    return -1;
  }
}
