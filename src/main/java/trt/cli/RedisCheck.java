package trt.cli;

import io.vertx.core.Vertx;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisAPI;
import io.vertx.redis.client.RedisOptions;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import trt.config.RedisConfig;

/** Can the accelerator be reached. */
record RedisCheck(Vertx vertx, RedisConfig config) implements Check {
  @Override
  public String name() {
    return "redis";
  }

  @Override
  public List<Verdict> run() throws TimeoutException {
    if (!config.url().isPresent()) {
      return List.of(
          Verdict.warn(name(), "not configured; the bot runs without it", "set REDIS_URL"));
    }
    Redis redis =
        Redis.createClient(vertx, new RedisOptions().setConnectionString(config.url().reveal()));
    try {
      boolean answers =
          RedisAPI.api(redis)
              .ping(List.of())
              .timeout(5, TimeUnit.SECONDS)
              .map(pong -> true)
              .otherwise(false)
              .await(10, TimeUnit.SECONDS);
      return List.of(
          answers
              ? Verdict.ok(name(), "answers")
              : Verdict.warn(
                  name(),
                  "does not answer or refuses us; the bot runs without it",
                  "check REDIS_URL, and that Redis runs"));
    } finally {
      redis.close().await(5, TimeUnit.SECONDS);
    }
  }
}
