package trt.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static trt.testing.TestVertx.get;
import static trt.testing.TestVertx.vertx;

import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisAPI;
import java.util.List;
import org.junit.jupiter.api.Test;

class TestRedisTest {
  @Test
  void comesBackEmptyOnTheSamePort() {
    TestRedis first = TestRedis.start();
    assertEquals("OK", call(first, "SET", "key", "value"));
    assertEquals("value", call(first, "GET", "key"));
    first.close();

    try (TestRedis second = TestRedis.start(first.port())) {
      assertEquals("null", call(second, "GET", "key"));
    }
  }

  private static String call(TestRedis server, String command, String... arguments) {
    Redis redis = Redis.createClient(vertx(), server.uri());
    RedisAPI api = RedisAPI.api(redis);
    String answer =
        String.valueOf(
            command.equals("GET") ? get(api.get(arguments[0])) : get(api.set(List.of(arguments))));
    get(redis.close());
    return answer;
  }
}
