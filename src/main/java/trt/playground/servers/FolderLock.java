package trt.playground.servers;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A lock that the operating system takes back when the JVM dies, however it dies. */
final class FolderLock implements AutoCloseable {
  /** Closing any channel of a file drops the process's lock on it, so a second is never opened. */
  private static final Set<Path> HELD_HERE = ConcurrentHashMap.newKeySet();

  private final Path file;
  private final FileChannel channel;

  private FolderLock(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  /** Empty if another holder lives, in this process or another one. */
  static Optional<FolderLock> tryTake(Path file) throws IOException {
    if (!HELD_HERE.add(file)) {
      return Optional.empty();
    }
    Optional<FolderLock> taken = Optional.empty();
    try {
      taken = open(file);
    } finally {
      if (taken.isEmpty()) {
        HELD_HERE.remove(file);
      }
    }
    return taken;
  }

  /** Idempotent. The file stays: deleting it would let two processes lock two files of one name. */
  @Override
  public void close() throws IOException {
    if (channel.isOpen()) {
      channel.close();
      HELD_HERE.remove(file);
    }
  }

  private static Optional<FolderLock> open(Path file) throws IOException {
    FileChannel channel = FileChannel.open(file, CREATE, WRITE);
    FileLock lock = channel.tryLock();
    if (lock == null) {
      channel.close();
      return Optional.empty();
    }
    return Optional.of(new FolderLock(file, channel));
  }
}
