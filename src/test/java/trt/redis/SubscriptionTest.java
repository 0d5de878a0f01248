package trt.redis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static trt.testing.TestVertx.get;
import static trt.testing.TestVertx.vertx;

import ch.qos.logback.classic.Level;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import trt.config.RedisConfig;
import trt.config.Secret;
import trt.testing.Await;
import trt.testing.LogCapture;

class SubscriptionTest {
  private static final String CHANNEL = "c";

  @Test
  void anAnswerNobodyWaitsForAnyMoreIsNotTakenForAMessage() throws ClassNotFoundException {
    NetServer server = vertx().createNetServer().connectHandler(SubscriptionTest::answers);
    int port = get(server.listen(0, "127.0.0.1")).actualPort();
    List<String> heard = new CopyOnWriteArrayList<>();
    RedisConfig config =
        new RedisConfig(Secret.of("redis://127.0.0.1:" + port), 2, 64, Duration.ofMillis(500));
    RedisMeters meters = new RedisMeters(new SimpleMeterRegistry());
    try (LogCapture log = LogCapture.of(Class.forName("io.vertx.core.impl.ContextImpl"))) {
      Subscription subscription = new Subscription(vertx(), config, CHANNEL, heard::add, meters);
      subscription.open();

      Await.until(() -> heard.contains("hint"));

      assertEquals(List.of(), log.atLeast(Level.WARN));
      get(subscription.close());
    }
    get(server.close());
  }

  /** A Redis that is late: the answer to an earlier question comes between the messages. */
  private static void answers(NetSocket socket) {
    socket.handler(
        question -> {
          String words = question.toString();
          if (words.contains("SUBSCRIBE") || words.contains("subscribe")) {
            write(socket, "*3\r\n$9\r\nsubscribe\r\n$1\r\nc\r\n:1\r\n");
            write(socket, "+PONG\r\n");
            write(socket, "*3\r\n$7\r\nmessage\r\n$1\r\nc\r\n$4\r\nhint\r\n");
          } else if (words.contains("PING") || words.contains("ping")) {
            write(socket, "+PONG\r\n");
          } else {
            write(socket, "-ERR unknown command\r\n");
          }
        });
  }

  private static void write(NetSocket socket, String text) {
    socket.write(Buffer.buffer(text)).onComplete(written -> {});
  }
}
