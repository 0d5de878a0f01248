package trt.redis;

import io.vertx.core.net.NetClientOptions;
import io.vertx.redis.client.RedisOptions;
import trt.config.RedisConfig;

/** How to reach Redis, with the limits the client lacks by default. */
final class RedisAddress {
  /** A server that vanished without a word is noticed by its silence; idle connections go too. */
  private static final int SILENT_SECONDS = 20;

  /** Longer than a command may take: a connection that comes late serves the next ones. */
  private static final int CONNECT_MS = 2_000;

  private RedisAddress() {}

  /** For commands: a pool. */
  static RedisOptions pooled(RedisConfig config) {
    return options(config)
        .setMaxPoolSize(config.poolSize())
        .setMaxPoolWaiting(config.waitQueue())
        .setPoolName("redis");
  }

  /** For a subscription: one connection, which the pool's cleaner must not recycle. */
  static RedisOptions dedicated(RedisConfig config) {
    return options(config)
        .setMaxPoolSize(1)
        .setMaxPoolWaiting(1)
        .setPoolCleanerInterval(-1)
        .setPoolRecycleTimeout(-1)
        .setPoolName("redis-subscription");
  }

  private static RedisOptions options(RedisConfig config) {
    NetClientOptions net =
        new NetClientOptions()
            .setConnectTimeout(CONNECT_MS)
            .setTcpKeepAlive(true)
            .setTcpNoDelay(true)
            .setReadIdleTimeout(SILENT_SECONDS)
            .setHostnameVerificationAlgorithm("HTTPS"); // of rediss://; Vert.x has no default
    return new RedisOptions().setNetClientOptions(net).setConnectionString(config.url().reveal());
  }
}
