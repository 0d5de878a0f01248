package trt.playground.servers;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What happens to the servers and their data when the JVM that started them is killed. */
class KilledJvmTest {
  @Test
  void keepsTheDataOfAKilledJvmAndLeavesNoOrphan(@TempDir Path parent) throws Exception {
    Path dataDir = parent.resolve("a data folder");
    Child child = Child.start(dataDir);
    ServerData.write(child.databaseUri, child.redisUri);
    ServerProcess postmaster = postmaster(dataDir);
    ServerProcess redis = redis(dataDir);
    child.kill();
    assertTrue(postmaster.isRunning() && redis.isRunning(), "a killed JVM leaves orphans");

    try (EmbeddedServers second = EmbeddedServers.start(dataDir, false)) {
      ServerData.assertThere(second.databaseUri(), second.redisUri());
      assertFalse(postmaster.isRunning());
      assertFalse(redis.isRunning());
    }
    assertNothingRuns(dataDir);
  }

  @Test
  void recoversWhenTheServersAreKilledWithTheJvm(@TempDir Path parent) throws Exception {
    Child child = Child.start(parent);
    ServerData.write(child.databaseUri, child.redisUri);
    List<StopStep> kill = List.of(new StopStep("KILL", Duration.ofSeconds(5)));
    ServerProcess redis = redis(parent);
    assertTrue(Waiting.until(Duration.ofSeconds(5), () -> ServerData.redisIsOnDisk(parent)));
    postmaster(parent).stop(kill);
    redis.stop(kill);
    child.kill();

    try (EmbeddedServers second = EmbeddedServers.start(parent, false)) {
      ServerData.assertThere(second.databaseUri(), second.redisUri());
      assertTrue(
          Files.readString(parent.resolve("postgres.log")).contains("not properly shut down"));
    }
    assertNothingRuns(parent);
  }

  @Test
  void wipesTheDataOfAKilledJvmUnderItsOrphans(@TempDir Path parent) throws Exception {
    Child child = Child.start(parent);
    ServerData.write(child.databaseUri, child.redisUri);
    child.kill();

    try (EmbeddedServers second = EmbeddedServers.start(parent, true)) {
      ServerData.assertGone(second.databaseUri(), second.redisUri());
    }
    assertNothingRuns(parent);
  }

  @Test
  void refusesAFolderInUseByAnotherProcessAndLeavesItsServersAlone(@TempDir Path parent)
      throws Exception {
    Child child = Child.start(parent);
    EmbeddedServerException refusal =
        assertThrows(EmbeddedServerException.class, () -> EmbeddedServers.start(parent, true));
    assertTrue(String.valueOf(refusal.getMessage()).startsWith("Another playground is running"));
    ServerData.write(child.databaseUri, child.redisUri);
    child.kill();
    try (DataFolder folder = DataFolder.open(parent)) {
      Orphans.stop(folder);
    }
    assertNothingRuns(parent);
  }

  @Test
  void leavesAProcessAloneThatHasTheOldPid(@TempDir Path parent) throws Exception {
    EmbeddedServers.start(parent, false).close();
    Path elsewhere = parent.resolve("postgres/postmaster.pid");
    long mine = ProcessHandle.current().pid();
    Files.writeString(elsewhere, mine + "\n" + parent.resolve("postgres") + "\n1\n1\n\n\n  1  1\n");
    Files.copy(elsewhere, parent.resolve("redis/redis.pid"), REPLACE_EXISTING);

    try (EmbeddedServers second = EmbeddedServers.start(parent, false)) {
      ServerData.write(second.databaseUri(), second.redisUri());
    }
    assertTrue(ProcessHandle.current().isAlive());
  }

  private static ServerProcess postmaster(Path dataDir) throws IOException {
    Path data = dataDir.toRealPath().resolve("postgres");
    return ServerProcess.find(data.resolve("postmaster.pid"), data).orElseThrow();
  }

  private static ServerProcess redis(Path dataDir) throws IOException {
    Path data = dataDir.toRealPath().resolve("redis");
    return ServerProcess.find(data.resolve("redis.pid"), data.resolve("redis.conf")).orElseThrow();
  }

  private static void assertNothingRuns(Path dataDir) throws IOException {
    String path = dataDir.toRealPath().toString();
    List<String> left =
        ProcessHandle.allProcesses()
            .map(process -> process.info().commandLine().orElse(""))
            .filter(line -> line.contains(path))
            .toList();
    assertEquals(List.of(), left);
  }

  /** A child JVM and the addresses it printed. */
  private record Child(Process process, String databaseUri, String redisUri) {
    static Child start(Path dataDir) throws IOException {
      Process process =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-cp",
                  System.getProperty("java.class.path"),
                  ServersChild.class.getName(),
                  dataDir.toString())
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      BufferedReader output =
          new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
      String ready =
          output.lines().filter(line -> line.startsWith("ready ")).findFirst().orElseThrow();
      String[] words = ready.split(" ", -1);
      return new Child(process, words[1], words[2]);
    }

    void kill() throws InterruptedException {
      assertTrue(process.destroyForcibly().waitFor(10, TimeUnit.SECONDS));
    }
  }
}
