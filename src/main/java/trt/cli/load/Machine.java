package trt.cli.load;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;

/**
 * Where the numbers come from; numbers of different machines do not compare.
 *
 * @param syncMicros median time to force 4 KiB to the disk, microseconds
 */
record Machine(int cores, String os, String java, String postgres, long syncMicros) {
  private static final int SYNCS = 200;
  private static final int BLOCK = 4_096;

  static Machine look(Database database, Path folder) throws SQLException, IOException {
    return new Machine(
        Runtime.getRuntime().availableProcessors(),
        System.getProperty("os.name") + " " + System.getProperty("os.arch"),
        System.getProperty("java.vm.version"),
        database.value("SHOW server_version"),
        syncMicros(folder));
  }

  private static long syncMicros(Path folder) throws IOException {
    Path file = Files.createTempFile(folder, "sync", ".tmp");
    long[] micros = new long[SYNCS];
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      ByteBuffer block = ByteBuffer.allocate(BLOCK);
      for (int i = 0; i < SYNCS; i++) {
        long begun = System.nanoTime();
        int written = channel.write(block.clear(), 0);
        channel.force(false);
        micros[i] = written == BLOCK ? TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - begun) : 0;
      }
    } finally {
      Files.delete(file);
    }
    Arrays.sort(micros);
    return micros[SYNCS / 2];
  }

  String line() {
    return "%d cores, %s, Java %s, PostgreSQL %s (fsync, full_page_writes, synchronous_commit on), 4 KiB to disk in %d µs"
        .formatted(cores, os, java, postgres, syncMicros);
  }

  JsonObject json() {
    return new JsonObject()
        .put("cores", cores)
        .put("os", os)
        .put("java", java)
        .put("postgres", postgres)
        .put("syncMicros", syncMicros);
  }
}
