package trt.playground.servers;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/** Unpacks a tar.xz and leaves a list of its files, by which missing ones are noticed later. */
final class Archive {
  private static final String CONTENTS = ".contents";

  private Archive() {}

  /** The target must not exist. */
  static void unpack(InputStream txz, Path target) throws IOException {
    List<String> contents = new ArrayList<>();
    try (TarArchiveInputStream tar =
        new TarArchiveInputStream(new XZInputStream(new BufferedInputStream(txz)))) {
      Files.createDirectories(target);
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        Path place = target.resolve(entry.getName()).normalize();
        if (!place.startsWith(target)) {
          throw new IOException("The archive leaves its folder: " + entry.getName());
        }
        if (write(tar, entry, place)) {
          contents.add(Files.size(place) + " " + target.relativize(place));
        }
      }
    }
    Files.write(target.resolve(CONTENTS), contents);
  }

  /** Systems that tidy their temporary folder delete single old files: each one is looked at. */
  static boolean isComplete(Path target) throws IOException {
    Path contents = target.resolve(CONTENTS);
    if (!Files.exists(contents)) {
      return false;
    }
    for (String line : Files.readAllLines(contents)) {
      String[] parts = line.split(" ", 2);
      Path file = target.resolve(parts[1]);
      if (!Files.isRegularFile(file) || Files.size(file) != Long.parseLong(parts[0])) {
        return false;
      }
    }
    return true;
  }

  /** True for a plain file. */
  private static boolean write(InputStream content, TarArchiveEntry entry, Path place)
      throws IOException {
    if (entry.isDirectory()) {
      Files.createDirectories(place);
      return false;
    }
    Files.createDirectories(place.resolveSibling(""));
    if (entry.isSymbolicLink() || entry.isLink()) {
      Files.createSymbolicLink(place, Path.of(entry.getLinkName()));
      return false;
    }
    Files.copy(content, place);
    boolean executable = (entry.getMode() & 0100) != 0;
    if (executable && !place.toFile().setExecutable(true)) {
      throw new IOException(place + " cannot be made executable");
    }
    return true;
  }
}
