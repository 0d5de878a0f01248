package trt.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import trt.testing.TestPostgres;

/** Looks at a process, its PostgreSQL and its Redis from outside. Linux only. */
final class Probe {
  /** The name under which all partitions of the log of updates are counted. */
  static final String LOG = "tg_update";

  private static final Pattern HEAP = Pattern.compile("total (\\d+)K, used (\\d+)K");
  private static final Pattern COMMITTED = Pattern.compile("Total:.*committed=(\\d+)KB");
  private static final int OTHER_QUESTIONS = 10_000;

  private final long pid;
  private final String database;
  private final int redisPort;

  Probe(long pid, String database, int redisPort) {
    this.pid = pid;
    this.database = database;
    this.redisPort = redisPort;
  }

  /** Bytes in use after a full collection. */
  long heap() {
    String unused = jcmd("GC.run");
    Matcher line = HEAP.matcher(jcmd("GC.heap_info"));
    long used = 0;
    while (line.find()) {
      used += Long.parseLong(line.group(2)) * 1024;
    }
    return used;
  }

  /** By the JVM's own books; 0 if it keeps none. */
  long committed() {
    Matcher total = COMMITTED.matcher(jcmd("VM.native_memory", "summary"));
    return total.find() ? Long.parseLong(total.group(1)) * 1024 : 0;
  }

  /** What of the classes fills the heap, the largest first. */
  String histogram() {
    return jcmd("GC.class_histogram");
  }

  /** The JVM's books of its memory outside the heap. */
  String books() {
    return jcmd("VM.native_memory", "summary");
  }

  private String jcmd(String... words) {
    String[] command = new String[words.length + 2];
    command[0] = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
    command[1] = String.valueOf(pid);
    System.arraycopy(words, 0, command, 2, words.length);
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  long resident() {
    return status("VmRSS") * 1024;
  }

  long threads() {
    return status("Threads");
  }

  private long status(String name) {
    return read(Path.of("/proc", String.valueOf(pid), "status"))
        .lines()
        .filter(line -> line.startsWith(name + ":"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
        .findFirst()
        .orElse(0);
  }

  /** Open files and sockets. */
  long files() {
    try (Stream<Path> open = Files.list(Path.of("/proc", String.valueOf(pid), "fd"))) {
      return open.count();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  long cpuMillis() {
    return ProcessHandle.of(pid)
        .flatMap(process -> process.info().totalCpuDuration())
        .map(Duration::toMillis)
        .orElse(0L);
  }

  /** Of the machine, over the last minute. */
  static double load() {
    return Double.parseDouble(read(Path.of("/proc/loadavg")).split(" ", 2)[0]);
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  long databaseConnections() {
    return number(
        "SELECT count(*) FROM pg_stat_activity WHERE backend_type = 'client backend' AND pid <>"
            + " pg_backend_pid()");
  }

  long databaseBytes() {
    return number("SELECT pg_database_size(current_database())");
  }

  long number(String sql) {
    return Invariants.number(database, sql);
  }

  /** Bytes of each table with its indexes and what is stored outside the row. */
  Map<String, Long> tables() {
    return sizes(
        """
        SELECT CASE WHEN c.relname LIKE 'tg_update%' THEN 'tg_update' ELSE c.relname END,
               sum(pg_total_relation_size(c.oid))
        FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
        WHERE c.relkind = 'r' AND n.nspname = 'public' GROUP BY 1
        """);
  }

  private Map<String, Long> sizes(String sql) {
    Map<String, Long> found = new TreeMap<>();
    try (Connection connection = TestPostgres.connect(database);
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      while (row.next()) {
        found.put(row.getString(1), row.getLong(2));
      }
      return found;
    } catch (SQLException e) {
      throw new AssertionError(sql, e);
    }
  }

  /** Clients but for this look itself. */
  long redisConnections() {
    return redis("clients", "connected_clients") - 1;
  }

  long redisBytes() {
    return redis("memory", "used_memory");
  }

  private long redis(String section, String name) {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), redisPort)) {
      socket.setSoTimeout(OTHER_QUESTIONS);
      socket
          .getOutputStream()
          .write(("INFO " + section + "\r\nQUIT\r\n").getBytes(StandardCharsets.US_ASCII));
      String all = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return all.lines()
          .filter(line -> line.startsWith(name + ":"))
          .mapToLong(line -> Long.parseLong(line.substring(name.length() + 1).strip()))
          .findFirst()
          .orElse(0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
