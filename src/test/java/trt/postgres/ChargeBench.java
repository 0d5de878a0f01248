package trt.postgres;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import trt.testing.TestConfig;
import trt.testing.TestPostgres;

/**
 * What a top-up and a charge cost in a small and in a large set of books, with the wait for the
 * disk and without it. Run by hand; the two take turns, so that whatever else the machine does hits
 * both.
 */
final class ChargeBench {
  private static final int ROUNDS = 60;
  private static final int CALLS = 40;
  private static final int SMALL = 100;
  private static final int LARGE = 1_000_000;

  private ChargeBench() {}

  /** Medians in microseconds, and their ratio. */
  public static void main(String[] args) throws SQLException, java.io.IOException {
    int large = args.length > 0 ? Integer.parseInt(args[0]) : LARGE;
    try (EmbeddedPostgres server = TestPostgres.ownServer()) {
      Books small = new Books(server, "small", SMALL);
      Books big = new Books(server, "large", large);
      for (int round = 0; round < ROUNDS; round++) {
        small.round(round);
        big.round(round);
      }
      print("top-up on disk", small.topUps.get(0), big.topUps.get(0), large);
      print("charge on disk", small.charges.get(0), big.charges.get(0), large);
      print("top-up in memory", small.topUps.get(1), big.topUps.get(1), large);
      print("charge in memory", small.charges.get(1), big.charges.get(1), large);
    }
  }

  private static void print(String what, List<Long> small, List<Long> big, int large) {
    double a = median(small);
    double b = median(big);
    System.out.printf(
        Locale.ROOT,
        "%s: %.0f µs at %d users and movements, %.0f µs at %d, ratio %.2f%n",
        what,
        a,
        SMALL,
        b,
        large,
        b / a);
  }

  private static double median(List<Long> nanos) {
    long[] sorted = nanos.stream().skip(CALLS * 5L).mapToLong(Long::longValue).toArray();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2] / 1000.0;
  }

  /** One database with so many people, each with one payment. */
  private static final class Books {
    private final Connection connection;
    private final int people;
    private final Random random = new Random(7);
    // With the wait for the disk, then without.
    private final List<List<Long>> topUps = List.of(new ArrayList<>(), new ArrayList<>());
    private final List<List<Long>> charges = List.of(new ArrayList<>(), new ArrayList<>());

    Books(EmbeddedPostgres server, String name, int people) throws SQLException {
      String admin = TestPostgres.uri(server);
      TestPostgres.execute(admin, "create database " + name);
      String uri = admin.substring(0, admin.lastIndexOf('/') + 1) + name;
      int versions = new Migrator(TestConfig.with("database.url", uri).database()).up().size();
      System.out.printf(Locale.ROOT, "%s: schema of %d versions%n", name, versions);
      this.people = people;
      this.connection = TestPostgres.connect(uri);
      fill();
    }

    /** Past the triggers, which would only take time: what they check is right here. */
    private void fill() throws SQLException {
      try (Statement statement = connection.createStatement()) {
        for (String sql :
            List.of(
                "set session_replication_role = replica",
                "insert into tenant (partner_id) values ('t')",
                "insert into feed (tenant_id, bot_id, server) values (1, 1, 's')",
                "insert into person (tenant_id, user_id, lang) select 1, n, 'en' from"
                    + " generate_series(1, %d) n",
                "insert into wallet (wallet_id, tenant_id, user_id, currency, available) overriding"
                    + " system value select n, 1, n, 'XTR', 100000 from generate_series(1, %d) n",
                "insert into transfer (kind, debit, credit, amount, currency, idem) select 'topup',"
                    + " -2, n * 4, 100000, 'XTR', 'stars:old' || n from generate_series(1, %d) n",
                "insert into stars_payment (charge_id, feed_id, wallet_id, user_id, stars,"
                    + " credited, payload, invoiced, source, paid_at) select 'old' || n, 1, n, n,"
                    + " 1000, 100000, '', false, 'update', now() from generate_series(1, %d) n",
                "set session_replication_role = origin",
                "vacuum analyze")) {
          boolean rows = statement.execute(sql.contains("%d") ? sql.formatted(people) : sql);
          assert !rows;
        }
      }
    }

    void round(int round) throws SQLException {
      int mode = round % 2;
      try (Statement statement = connection.createStatement()) {
        boolean rows = statement.execute("set synchronous_commit = " + (mode == 0 ? "on" : "off"));
        assert !rows;
      }
      for (int call = 0; call < CALLS; call++) {
        long wallet = 1L + random.nextInt(people);
        String name = round + "-" + call;
        topUps
            .get(mode)
            .add(
                time(
                    "select payment_credit(?, 1, "
                        + wallet
                        + ", 'en', '', 'XTR', 5, 500, 'x', 'update', now())",
                    name));
        charges
            .get(mode)
            .add(
                time(
                    "select job_settle(job_create("
                        + wallet
                        + ", 300, 0::int2, 1, ?), 300, null, '{NEW}')",
                    name));
      }
    }

    private long time(String sql, String name) throws SQLException {
      long begun = System.nanoTime();
      try (PreparedStatement statement = connection.prepareStatement(sql)) {
        statement.setString(1, name);
        try (ResultSet row = statement.executeQuery()) {
          if (!row.next() || !row.getBoolean(1)) {
            throw new IllegalStateException("nothing was booked");
          }
        }
      }
      return System.nanoTime() - begun;
    }
  }
}
