package trt.faults;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A file system of its own that can be filled to the last byte. Needs root and {@code mount}. */
final class SmallDisk implements AutoCloseable {
  private static final int MEGABYTES = 512;
  private static final int BLOCK = 4_096;

  private final Path folder;

  /** Mounts it there; the folder is made. */
  SmallDisk(Path folder) {
    this.folder = folder;
    try {
      Files.createDirectories(folder);
      if (!run("mount", "-t", "tmpfs", "-o", "size=" + MEGABYTES + "m", "tmpfs", folder)) {
        throw new IOException("cannot mount a small disk at " + folder);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether this machine lets us mount. */
  static boolean isPossible() {
    try {
      Path probe = Files.createTempDirectory("small-disk");
      boolean mounted = run("mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", probe);
      if (mounted && !run("umount", probe)) {
        return false;
      }
      Files.delete(probe);
      return mounted;
    } catch (IOException refused) {
      return false;
    }
  }

  /** Until nothing fits. */
  void fill() {
    try (OutputStream ballast = Files.newOutputStream(ballast())) {
      byte[] block = new byte[BLOCK];
      while (true) {
        ballast.write(block);
      }
    } catch (IOException full) {
      // What was wanted.
    }
  }

  /** Leaves what was there before. */
  void free() {
    try {
      Files.deleteIfExists(ballast());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path ballast() {
    return folder.resolve("ballast");
  }

  private static boolean run(Object... command) throws IOException {
    List<String> words = new ArrayList<>();
    for (Object word : command) {
      words.add(word.toString());
    }
    try {
      Process process =
          new ProcessBuilder(words)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return process.waitFor() == 0;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  @Override
  public void close() {
    free();
    try {
      if (!run("umount", folder)) {
        throw new IOException("cannot unmount " + folder);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
