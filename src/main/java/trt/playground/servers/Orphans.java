package trt.playground.servers;

import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Servers that outlived their JVM. They are stopped and not taken over: a server of an older
 * version or with other settings would be a surprise, and a start costs less than a second.
 */
final class Orphans {
  private static final Logger log = LoggerFactory.getLogger(Orphans.class);

  /** PostgreSQL: fast shutdown, immediate shutdown (recovers at the next start), the end. */
  static final List<StopStep> DATABASE_STEPS =
      List.of(
          new StopStep("INT", Duration.ofSeconds(15)),
          new StopStep("QUIT", Duration.ofSeconds(7)),
          new StopStep("KILL", Duration.ofSeconds(3)));

  /** Redis: TERM writes what is still in memory. */
  static final List<StopStep> REDIS_STEPS =
      List.of(
          new StopStep("TERM", Duration.ofSeconds(10)),
          new StopStep("KILL", Duration.ofSeconds(3)));

  private Orphans() {}

  /** Stops both, if they run. The caller holds the folder, so no other playground owns them. */
  static void stop(DataFolder folder) {
    stopRedis(folder);
    stopDatabase(folder);
  }

  static void stopDatabase(DataFolder folder) {
    ServerProcess.find(folder.postmasterPid(), folder.postgres())
        .ifPresent(orphan -> stop("PostgreSQL", orphan, DATABASE_STEPS));
  }

  static void stopRedis(DataFolder folder) {
    ServerProcess.find(folder.redisPid(), folder.redisConf())
        .ifPresent(orphan -> stop("Redis", orphan, REDIS_STEPS));
  }

  private static void stop(String server, ServerProcess orphan, List<StopStep> steps) {
    log.atInfo()
        .addKeyValue("server", server)
        .addKeyValue("pid", orphan.pid())
        .log("Stopping a server that an earlier playground left running");
    orphan.stop(steps);
  }
}
