package trt.playground.servers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The folder of one playground, held by one JVM at a time. Whoever has this object may start
 * servers in it. A marker file tells it from other folders: a folder with foreign content is
 * neither used nor deleted.
 */
public final class DataFolder implements AutoCloseable {
  private static final String MARKER = ".trt-playground";
  private static final String LOCK = ".lock";
  private static final String MARKER_TEXT =
      "This folder belongs to the playground of trt-bot; --fresh deletes all that is in it.\n";

  private final Path path;
  private final FolderLock lock;

  private DataFolder(Path path, FolderLock lock) {
    this.path = path;
    this.lock = lock;
  }

  /**
   * Creates the folder if needed and takes it.
   *
   * @throws EmbeddedServerException if another playground holds it, it is not a playground's
   *     folder, or cannot be written
   */
  public static DataFolder open(Path dataDir) {
    try {
      Path path = Files.createDirectories(dataDir).toRealPath();
      requireOurs(path);
      if (!Files.exists(path.resolve(MARKER))) {
        Files.writeString(path.resolve(MARKER), MARKER_TEXT);
      }
      FolderLock lock = FolderLock.tryTake(path.resolve(LOCK)).orElseThrow(() -> inUse(path));
      return new DataFolder(path, lock);
    } catch (IOException e) {
      throw new EmbeddedServerException("The folder " + dataDir + " cannot be used: " + e, e);
    }
  }

  /** The real, absolute path. */
  public Path path() {
    return path;
  }

  /**
   * Deletes all data in the folder, after stopping what an earlier playground left running there.
   * Not while servers of this JVM run in it. The folder itself stays, empty and held. Idempotent.
   *
   * @throws EmbeddedServerException if the folder is not marked as a playground's, or a file in it
   *     cannot be deleted
   */
  public void wipe() {
    try {
      requireMarker(path);
      Orphans.stop(this);
      for (Path child : children(path)) {
        if (!isOwn(child)) {
          FolderTree.delete(child);
        }
      }
    } catch (IOException e) {
      throw new EmbeddedServerException("The folder " + path + " cannot be emptied: " + e, e);
    }
  }

  /** Lets others take the folder; the servers in it must have ended. Idempotent. */
  @Override
  public void close() {
    try {
      lock.close();
    } catch (IOException e) {
      throw new EmbeddedServerException("The folder " + path + " cannot be released.", e);
    }
  }

  Path postgres() {
    return path.resolve("postgres");
  }

  Path postmasterPid() {
    return postgres().resolve("postmaster.pid");
  }

  Path redis() {
    return path.resolve("redis");
  }

  Path redisConf() {
    return redis().resolve("redis.conf");
  }

  Path redisPid() {
    return redis().resolve("redis.pid");
  }

  private static void requireOurs(Path path) throws IOException {
    if (children(path).stream().anyMatch(child -> !isOwn(child))) {
      requireMarker(path);
    }
  }

  private static void requireMarker(Path path) {
    if (!Files.isRegularFile(path.resolve(MARKER))) {
      throw new EmbeddedServerException(
          "The folder %s holds other files and is not a playground's (no %s in it). Choose an empty or a new one."
              .formatted(path, MARKER));
    }
  }

  private static boolean isOwn(Path child) {
    String name = child.getFileName().toString();
    return name.equals(MARKER) || name.equals(LOCK);
  }

  private static List<Path> children(Path path) throws IOException {
    try (Stream<Path> children = Files.list(path)) {
      return children.toList();
    }
  }

  private static EmbeddedServerException inUse(Path path) {
    return new EmbeddedServerException(
        "Another playground is running with the folder %s. Stop it, or give this one another folder."
            .formatted(path));
  }
}
