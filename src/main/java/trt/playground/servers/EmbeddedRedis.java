package trt.playground.servers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import redis.embedded.core.ExecutableProvider;

/**
 * Redis on a free port of the loopback interface, with an append-only file synced every second.
 *
 * <p>Only the program comes from the library. Its server class stops Redis from a shutdown hook of
 * its own and leaves it in the terminal's process group, where Ctrl-C ends it before the bot; as a
 * daemon it has a session of its own.
 */
public final class EmbeddedRedis implements AutoCloseable {
  private static final Duration LAUNCH_LIMIT = Duration.ofSeconds(10);
  private static final Duration READY_LIMIT = Duration.ofSeconds(20);
  private static final int ATTEMPTS = 3;

  private final ServerProcess server;
  private final int port;

  private EmbeddedRedis(ServerProcess server, int port) {
    this.server = server;
    this.port = port;
  }

  /**
   * Starts on the data of the last run. Blocks until it answers, mostly a fraction of a second.
   *
   * @throws EmbeddedServerException if it does not start; the message ends with its last words
   */
  public static EmbeddedRedis start(DataFolder folder) {
    try {
      Orphans.stopRedis(folder);
      Path program = program(Files.createDirectories(folder.path().resolve("bin")));
      Files.createDirectories(folder.redis());
      return launch(program, folder);
    } catch (IOException e) {
      throw new EmbeddedServerException("Redis did not start: " + e, e);
    }
  }

  /** For example {@code redis://127.0.0.1:40123}. */
  public String uri() {
    return "redis://127.0.0.1:" + port;
  }

  /** Writes what is in memory and stops, within 13 s, mostly at once. Idempotent. */
  @Override
  public void close() {
    server.stop(Orphans.REDIS_STEPS);
  }

  private static EmbeddedRedis launch(Path program, DataFolder folder) throws IOException {
    ServerLog log = new ServerLog(folder.path().resolve("redis.log"));
    String said = "";
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      int port = FreePort.next();
      log.begin();
      Files.deleteIfExists(folder.redisPid());
      Files.writeString(folder.redisConf(), settings(folder, log, port));
      List<String> command = List.of(program.toString(), folder.redisConf().toString());
      ExternalCommand parent = ExternalCommand.run(LAUNCH_LIMIT, command);
      said = parent.output();
      if (parent.succeeded() && answers(log, port)) {
        Optional<ServerProcess> server = ServerProcess.find(folder.redisPid(), folder.redisConf());
        if (server.isPresent()) {
          return new EmbeddedRedis(server.get(), port);
        }
      }
      Orphans.stopRedis(folder);
      if (!log.saysPortTaken()) {
        break;
      }
    }
    throw new EmbeddedServerException(
        "Redis did not start. " + said + "\n" + log.tail() + "\nMore in " + log.file());
  }

  private static boolean answers(ServerLog log, int port) {
    return Waiting.until(READY_LIMIT, () -> RedisPing.isAnswered(port) || log.saysPortTaken());
  }

  /** With its title left alone the process can be recognized by the path of its configuration. */
  private static String settings(DataFolder folder, ServerLog log, int port) {
    return """
        bind 127.0.0.1
        port %d
        daemonize yes
        set-proc-title no
        pidfile "%s"
        logfile "%s"
        dir "%s"
        save ""
        appendonly yes
        appendfsync everysec
        """
        .formatted(port, folder.redisPid(), log.file(), folder.redis());
  }

  /** The program of an orphan may still run from there: the library writes a new file. */
  private static Path program(Path folder) throws IOException {
    try {
      return ExecutableProvider.newJarResourceProvider(folder.toFile()).get().toPath();
    } catch (RuntimeException e) {
      throw new EmbeddedServerException(
          "This build holds no Redis for %s on %s. Run `serve` with servers of your own, or without REDIS_URL."
              .formatted(System.getProperty("os.name"), System.getProperty("os.arch")),
          e);
    }
  }
}
