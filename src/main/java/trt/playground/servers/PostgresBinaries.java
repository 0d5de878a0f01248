package trt.playground.servers;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;

import io.zonky.test.db.postgres.embedded.DefaultPostgresBinaryResolver;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import java.util.zip.CRC32;

/**
 * The programs of PostgreSQL, unpacked from the class path into a cache that all playgrounds of one
 * user share. Nothing but the unpacking is cached: a damaged or half-deleted copy is replaced.
 */
final class PostgresBinaries {
  private static final Object ONE_AT_A_TIME = new Object();

  private PostgresBinaries() {}

  /**
   * The folder with {@code bin}, {@code lib} and {@code share}.
   *
   * @throws EmbeddedServerException if the build holds no PostgreSQL for this machine
   */
  static Path unpacked() throws IOException {
    synchronized (ONE_AT_A_TIME) {
      byte[] archive = archive();
      CRC32 checksum = new CRC32();
      checksum.update(archive);
      Path cache = BinaryCache.folder();
      Path home = cache.resolve("postgres-%08x-%d".formatted(checksum.getValue(), archive.length));
      if (!Archive.isComplete(home)) {
        unpack(archive, home);
      }
      return home;
    }
  }

  /** Beside the place and then moved there at once, so that nobody sees half of it. */
  private static void unpack(byte[] archive, Path home) throws IOException {
    Path partial = home.resolveSibling("partial-" + UUID.randomUUID());
    try {
      Archive.unpack(new ByteArrayInputStream(archive), partial);
      if (!Archive.isComplete(home)) {
        FolderTree.delete(home);
        Files.move(partial, home, ATOMIC_MOVE);
      }
    } catch (IOException e) {
      if (!Archive.isComplete(home)) {
        throw e;
      }
    } finally {
      FolderTree.delete(partial);
    }
  }

  private static byte[] archive() throws IOException {
    String os = System.getProperty("os.name");
    String machine = System.getProperty("os.arch");
    String system = os.startsWith("Mac") ? "Darwin" : os.startsWith("Linux") ? "Linux" : "";
    if (system.isEmpty()) {
      throw missing(os, machine, null);
    }
    // The library knows x86_64 by its own name only.
    String architecture = machine.equals("amd64") ? "x86_64" : machine;
    try (InputStream stream =
        new BufferedInputStream(
            DefaultPostgresBinaryResolver.INSTANCE.getPgBinary(system, architecture))) {
      return stream.readAllBytes();
    } catch (IllegalStateException e) {
      throw missing(os, machine, e);
    }
  }

  private static EmbeddedServerException missing(
      String os, String machine, @org.jspecify.annotations.Nullable Throwable cause) {
    String message =
        "This build holds no PostgreSQL for %s on %s. Build it on this machine (Linux or macOS, 64 bit), or run `serve` with a PostgreSQL of your own in DATABASE_URL."
            .formatted(os, machine);
    return cause == null
        ? new EmbeddedServerException(message)
        : new EmbeddedServerException(message, cause);
  }
}
