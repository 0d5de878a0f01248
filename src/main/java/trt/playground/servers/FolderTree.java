package trt.playground.servers;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/** Deletes a folder with all it holds. */
final class FolderTree {
  private FolderTree() {}

  /** Links are deleted, never followed. A missing folder is fine. */
  static void delete(Path root) throws IOException {
    if (!Files.exists(root, java.nio.file.LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    Path last =
        Files.walkFileTree(
            root,
            new SimpleFileVisitor<>() {
              @Override
              public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                  throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
              }

              @Override
              public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failure)
                  throws IOException {
                if (failure != null) {
                  throw failure;
                }
                Files.delete(folder);
                return FileVisitResult.CONTINUE;
              }
            });
    assert last.equals(root);
  }
}
