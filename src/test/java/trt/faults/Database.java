package trt.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import trt.playground.servers.DataFolder;
import trt.playground.servers.EmbeddedDatabase;
import trt.testing.Await;
import trt.testing.Frozen;
import trt.testing.TestPostgres;

/** A PostgreSQL that is stopped as by a power cut, started on the same data, and frozen. */
final class Database implements AutoCloseable {
  private final DataFolder folder;
  private final Path pidFile;
  private EmbeddedDatabase server;
  private String name = "postgres";

  Database(Path path) {
    folder = DataFolder.open(path);
    pidFile = folder.path().resolve("postgres/postmaster.pid");
    server = EmbeddedDatabase.start(folder);
  }

  /** Goes on with an empty database. */
  void fresh(String newName) {
    TestPostgres.execute(uri("postgres"), "CREATE DATABASE " + newName);
    name = newName;
  }

  /** Where the harness looks, past the proxy. */
  String uri() {
    return uri(name);
  }

  /** Where the nodes look. */
  String uriOver(ChaosProxy wire) {
    return "postgresql://postgres@127.0.0.1:" + wire.port() + "/" + name;
  }

  int port() {
    return URI.create(server.uri()).getPort();
  }

  /** {@code pg_ctl -m immediate}: what is not on disk is gone. */
  void stopAtOnce() {
    ProcessHandle postmaster = postmaster();
    kill("-QUIT", postmaster.pid());
    Await.until(() -> !isRunning(postmaster), Duration.ofSeconds(20));
  }

  /** Whether it has not given up by itself. */
  boolean isAlive() {
    return Files.exists(pidFile) && isRunning(postmaster());
  }

  /** On the same data, maybe on another port. */
  void startAgain() {
    server = EmbeddedDatabase.start(folder);
  }

  Frozen freeze() {
    return Frozen.postgres(uri());
  }

  private String uri(String database) {
    return "postgresql://postgres@127.0.0.1:" + port() + "/" + database;
  }

  /** A container without an init process never collects the dead. */
  private static boolean isRunning(ProcessHandle process) {
    return process.isAlive() && process.info().command().isPresent();
  }

  private ProcessHandle postmaster() {
    try {
      return ProcessHandle.of(Long.parseLong(Files.readAllLines(pidFile).get(0).strip()))
          .orElseThrow();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void kill(String signal, long pid) {
    try {
      int unused = new ProcessBuilder("kill", signal, String.valueOf(pid)).start().waitFor();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    server.close();
    folder.close();
  }
}
