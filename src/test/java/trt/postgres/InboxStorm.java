package trt.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import trt.domain.inbox.Shards;
import trt.testing.MigratedPostgres;
import trt.testing.TestPostgres;

/**
 * Consumers without leases or memory, as zombies would be: each tries updates in an order of its
 * own until nothing is left. The effect is a row, written in the consuming transaction.
 */
final class InboxStorm {
  private static final int CHATS = 60;
  private static final int PER_CHAT = 10;

  private final MigratedPostgres postgres;
  private final String consume;

  InboxStorm(MigratedPostgres postgres, String consume) {
    this.postgres = postgres;
    this.consume = consume.replaceAll("\\$\\d", "?");
    TestPostgres.execute(
        postgres.uri(),
        "create table effect (n int generated always as identity, chat int8, update_id int);"
            + "insert into tg_update (feed_id, update_id, shard, chat_key, kind, payload)"
            + " select 1, c * 1000 + n, 0, c, 1, '' from generate_series(1, "
            + CHATS
            + ") c, generate_series(1, "
            + PER_CHAT
            + ") n");
    for (int chat = 1; chat <= CHATS; chat++) {
      TestPostgres.execute(
          postgres.uri(),
          "insert into tg_ready select %d, chat_key, feed_id, update_id from tg_update where chat_key = %d"
              .formatted(Shards.of(chat), chat));
    }
  }

  int updates() {
    return CHATS * PER_CHAT;
  }

  /** Effects whose update is older than one that took effect before. */
  long outOfOrder() {
    return postgres.number(
        "select count(*) from effect a where exists (select 1 from effect b"
            + " where b.chat = a.chat and b.n < a.n and b.update_id > a.update_id)");
  }

  void run(int consumers) {
    ExecutorService threads = Executors.newFixedThreadPool(consumers);
    try {
      List<Callable<Void>> tasks = new ArrayList<>();
      for (int i = 0; i < consumers; i++) {
        Random random = new Random(i);
        tasks.add(() -> consumeAll(random));
      }
      for (Future<Void> done : threads.invokeAll(tasks)) {
        done.get();
      }
    } catch (InterruptedException | ExecutionException e) {
      throw new AssertionError(e);
    } finally {
      threads.shutdown();
    }
  }

  private Void consumeAll(Random random) throws SQLException {
    try (Connection connection = TestPostgres.connect(postgres.uri())) {
      connection.setAutoCommit(false);
      List<long[]> left = waiting(connection);
      while (!left.isEmpty()) {
        Collections.shuffle(left, random);
        for (long[] update : left) {
          attempt(connection, update);
        }
        left = waiting(connection);
      }
    }
    return null;
  }

  private void attempt(Connection connection, long[] update) throws SQLException {
    boolean mine;
    try (PreparedStatement delete = connection.prepareStatement(consume)) {
      delete.setArray(1, connection.createArrayOf("int2", new Object[] {Shards.of(update[0])}));
      delete.setArray(2, connection.createArrayOf("int8", new Object[] {update[0]}));
      delete.setArray(3, connection.createArrayOf("int4", new Object[] {1}));
      delete.setArray(4, connection.createArrayOf("int4", new Object[] {(int) update[1]}));
      try (ResultSet rows = delete.executeQuery()) {
        mine = rows.next();
      }
    }
    if (mine) {
      try (PreparedStatement effect =
          connection.prepareStatement("insert into effect (chat, update_id) values (?, ?)")) {
        effect.setLong(1, update[0]);
        effect.setLong(2, update[1]);
        effect.executeUpdate();
      }
    }
    connection.commit();
  }

  private static List<long[]> waiting(Connection connection) throws SQLException {
    List<long[]> rows = new ArrayList<>();
    try (PreparedStatement select =
            connection.prepareStatement("select chat_key, update_id from tg_ready");
        ResultSet found = select.executeQuery()) {
      while (found.next()) {
        rows.add(new long[] {found.getLong(1), found.getLong(2)});
      }
    }
    connection.commit();
    return rows;
  }
}
