package trt.playground.servers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedServersTest {
  @Test
  void keepsDataBetweenRunsAndWipesThemOnRequest(@TempDir Path parent) throws Exception {
    Path dataDir = parent.resolve("new/one");
    try (EmbeddedServers first = EmbeddedServers.start(dataDir, false)) {
      ServerData.write(first.databaseUri(), first.redisUri());
    }
    try (EmbeddedServers second = EmbeddedServers.start(dataDir, false)) {
      ServerData.assertThere(second.databaseUri(), second.redisUri());
    }
    try (EmbeddedServers third = EmbeddedServers.start(dataDir, true)) {
      ServerData.assertGone(third.databaseUri(), third.redisUri());
    }
  }

  @Test
  void isDurableAndListensOnLoopbackOnly(@TempDir Path parent) throws Exception {
    try (DataFolder folder = DataFolder.open(parent);
        EmbeddedDatabase database = EmbeddedDatabase.start(folder)) {
      assertTrue(
          database
              .uri()
              .matches("postgres://postgres@127\\.0\\.0\\.1:\\d+/postgres\\?sslmode=disable"));
      for (String setting : new String[] {"fsync", "full_page_writes", "synchronous_commit"}) {
        assertEquals("on", ServerData.sql(database.uri(), "show " + setting));
      }
      assertEquals("127.0.0.1", ServerData.sql(database.uri(), "show listen_addresses"));
      assertEquals("", ServerData.sql(database.uri(), "show unix_socket_directories"));
      assertTrue(
          String.valueOf(ServerData.sql(database.uri(), "show server_version")).startsWith("17"));
    }
  }

  @Test
  void createsTheDatabaseAnewWhenItsCreationWasCutShort(@TempDir Path parent) throws Exception {
    Files.createDirectories(parent.resolve("data/postgres/base"));
    Files.writeString(parent.resolve("data/postgres/PG_VERSION"), "17");
    Files.writeString(parent.resolve("data/.trt-playground"), "");

    try (DataFolder folder = DataFolder.open(parent.resolve("data"));
        EmbeddedDatabase database = EmbeddedDatabase.start(folder)) {
      assertEquals("1", ServerData.sql(database.uri(), "select 1"));
    }
  }

  @Test
  void saysWhyPostgresDoesNotStart(@TempDir Path parent) throws Exception {
    try (EmbeddedServers servers = EmbeddedServers.start(parent, false)) {
      assertEquals("1", ServerData.sql(servers.databaseUri(), "select 1"));
    }
    Files.writeString(parent.resolve("postgres/postgresql.auto.conf"), "no_such_setting = 1\n");

    EmbeddedServerException failure =
        assertThrows(EmbeddedServerException.class, () -> EmbeddedServers.start(parent, false));
    assertTrue(
        String.valueOf(failure.getMessage()).contains("no_such_setting"), failure.getMessage());
    DataFolder.open(parent).close();
  }

  @Test
  void closingTwiceDoesNotTouchTheNextServers(@TempDir Path parent) throws Exception {
    EmbeddedServers first = EmbeddedServers.start(parent, false);
    first.close();
    try (EmbeddedServers second = EmbeddedServers.start(parent, false)) {
      first.close();
      assertEquals("1", ServerData.sql(second.databaseUri(), "select 1"));
    }
  }
}
