package trt.playground.servers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;

/**
 * A folder for unpacked programs in the system's temporary folder. It belongs to this user alone:
 * what others could write into, we must not run.
 */
final class BinaryCache {
  private BinaryCache() {}

  static Path folder() throws IOException {
    Path temporary = Path.of(System.getProperty("java.io.tmpdir")).toAbsolutePath();
    UserPrincipal me = me(temporary);
    Path folder = temporary.resolve("trt-playground-" + me.getName().replaceAll("\\W", "_"));
    if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
      create(folder);
    }
    boolean mine =
        Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)
            && Files.getOwner(folder, LinkOption.NOFOLLOW_LINKS).equals(me)
            && PosixFilePermissions.toString(Files.getPosixFilePermissions(folder))
                .equals("rwx------");
    if (!mine) {
      throw new EmbeddedServerException(
          "The folder %s is open to other users. Delete it and start again.".formatted(folder));
    }
    return folder;
  }

  private static void create(Path folder) throws IOException {
    var onlyMe = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
    try {
      Path created = Files.createDirectory(folder, onlyMe);
      assert created.equals(folder);
    } catch (java.nio.file.FileAlreadyExistsException e) {
      // Another playground was faster; whether it is ours is checked next.
      assert Files.exists(folder);
    }
  }

  /** The owner that new files get; the name of the user is not known in every container. */
  private static UserPrincipal me(Path temporary) throws IOException {
    Path probe = Files.createTempFile(temporary, "trt", ".owner");
    try {
      return Files.getOwner(probe);
    } finally {
      Files.delete(probe);
    }
  }
}
