package trt.playground.servers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * PostgreSQL on a free port of the loopback interface, as durable as in production: what was
 * committed survives any death of the server or the JVM.
 *
 * <p>The library's own server class is not used: it stops PostgreSQL from a shutdown hook of its
 * own, under the feet of a bot that is still finishing its work.
 */
public final class EmbeddedDatabase implements AutoCloseable {
  private static final Duration CREATE_LIMIT = Duration.ofSeconds(60);
  private static final int START_LIMIT_SECONDS = 60;
  private static final int ATTEMPTS = 3;

  /**
   * Written once {@code initdb} is through; a folder without it was cut short and holds nothing.
   */
  private static final String CREATED = "trt-created";

  private static final Map<String, String> SETTINGS =
      Map.of(
          "listen_addresses", "127.0.0.1",
          "unix_socket_directories", "",
          "fsync", "on",
          "full_page_writes", "on",
          "synchronous_commit", "on",
          "max_connections", "200",
          "timezone", "UTC",
          "log_timezone", "UTC");

  private final ServerProcess server;
  private final int port;

  private EmbeddedDatabase(ServerProcess server, int port) {
    this.server = server;
    this.port = port;
  }

  /**
   * Starts on the data of the last run, or creates them. Blocks until it answers: a second, six at
   * first, longer if it has to recover a lot.
   *
   * @throws EmbeddedServerException if it does not start; the message ends with its last words
   */
  public static EmbeddedDatabase start(DataFolder folder) {
    try {
      PostgresPrograms programs = PostgresPrograms.unpacked();
      Orphans.stopDatabase(folder);
      // What is left is stale. Its pid may meanwhile be another's, and PostgreSQL would give way to
      // that one. A server that still runs here is noticed by its shared memory even without it.
      Files.deleteIfExists(folder.postmasterPid());
      if (!Files.exists(folder.postgres().resolve(CREATED))) {
        create(programs, folder.postgres());
      }
      return launch(programs, folder);
    } catch (IOException e) {
      throw new EmbeddedServerException("PostgreSQL did not start: " + e, e);
    }
  }

  /** For example {@code postgres://postgres@127.0.0.1:40123/postgres?sslmode=disable}. */
  public String uri() {
    return "postgres://postgres@127.0.0.1:" + port + "/postgres?sslmode=disable";
  }

  /** Ends connections and stops, within 25 s, mostly in a fraction of one. Idempotent. */
  @Override
  public void close() {
    server.stop(Orphans.DATABASE_STEPS);
  }

  private static void create(PostgresPrograms programs, Path data) throws IOException {
    FolderTree.delete(data);
    String failure =
        programs.failureOf(
            CREATE_LIMIT,
            "initdb",
            List.of(
                "--pgdata=" + data,
                "--username=postgres",
                "--auth=trust",
                "--encoding=UTF8",
                "--locale=C",
                "--locale-provider=builtin",
                "--builtin-locale=C.UTF-8"));
    if (!failure.isEmpty()) {
      throw new EmbeddedServerException("The database was not created. " + failure);
    }
    Files.writeString(data.resolve(CREATED), "");
  }

  private static EmbeddedDatabase launch(PostgresPrograms programs, DataFolder folder)
      throws IOException {
    ServerLog log = new ServerLog(folder.path().resolve("postgres.log"));
    String failure = "";
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      int port = FreePort.next();
      log.begin();
      Duration limit = Duration.ofSeconds(START_LIMIT_SECONDS + 5);
      failure = programs.failureOf(limit, "pg_ctl", arguments(folder.postgres(), log, port));
      Optional<ServerProcess> server =
          ServerProcess.find(folder.postmasterPid(), folder.postgres());
      if (failure.isEmpty() && server.isPresent()) {
        return new EmbeddedDatabase(server.get(), port);
      }
      Orphans.stopDatabase(folder);
      if (!log.saysPortTaken()) {
        break;
      }
    }
    throw new EmbeddedServerException(
        "PostgreSQL did not start. " + failure + "\n" + log.tail() + "\nMore in " + log.file());
  }

  /** {@code pg_ctl} gives the server a session of its own: Ctrl-C must stop the bot first. */
  private static List<String> arguments(Path data, ServerLog log, int port) {
    List<String> options = new ArrayList<>(List.of("-p " + port));
    SETTINGS.forEach((name, value) -> options.add("-c " + name + "=" + value));
    return List.of(
        "start",
        "--pgdata=" + data,
        "--wait",
        "--timeout=" + START_LIMIT_SECONDS,
        "--log=" + log.file(),
        "--options=" + String.join(" ", options));
  }
}
