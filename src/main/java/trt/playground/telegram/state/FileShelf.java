package trt.playground.telegram.state;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import trt.playground.telegram.wire.ApiError;
import trt.playground.telegram.wire.Upload;

/** Files by file_id. Their bytes lie in a folder, or in memory if there is none. */
public final class FileShelf {
  private static final String KEY = "file/";

  private final Map<String, StoredFile> files = new HashMap<>();
  private final Map<String, StoredFile> byPath = new HashMap<>();
  private final Map<String, Buffer> inMemory = new HashMap<>();
  private final Vertx vertx;
  private final Journal journal;
  private final Optional<Path> folder;
  private final Ids ids;

  FileShelf(Vertx vertx, Journal journal, Optional<Path> folder, Ids ids) {
    this.vertx = vertx;
    this.journal = journal;
    this.folder = folder.map(f -> f.resolve("files"));
    this.ids = ids;
    journal.replay(KEY, (id, saved) -> index(StoredFile.from(saved)));
  }

  /**
   * Keeps an upload, bytes first.
   *
   * @return fails with 400 if a photo is not a picture, 413 if the file is too large
   */
  public Future<StoredFile> keep(FileKind kind, Upload upload) {
    Buffer bytes = upload.bytes();
    if (bytes.length() > kind.uploadLimit()) {
      return Future.failedFuture(ApiError.of(413, "Request Entity Too Large"));
    }
    if (bytes.length() == 0) {
      return Future.failedFuture(ApiError.badRequest("file must be non-empty"));
    }
    Picture picture = Picture.of(bytes);
    if (kind == FileKind.PHOTO) {
      picture.refuseUnlessPhoto();
    }
    StoredFile file = described(kind, upload, picture);
    return write(file, bytes)
        .map(
            done -> {
              index(file);
              journal.put(KEY + file.fileId(), file.toJson());
              return file;
            });
  }

  public Optional<StoredFile> find(String fileId) {
    return Optional.ofNullable(files.get(fileId));
  }

  /** Finds a file by the path getFile told. */
  public Optional<StoredFile> atPath(String path) {
    return Optional.ofNullable(byPath.get(path));
  }

  /** The content. */
  public Future<Buffer> bytes(StoredFile file) {
    return folder
        .map(f -> vertx.fileSystem().readFile(blob(f, file)))
        .orElseGet(() -> Future.succeededFuture(inMemory.get(file.uniqueId())));
  }

  private StoredFile described(FileKind kind, Upload upload, Picture picture) {
    String name = upload.fileName().replaceAll("[/\\\\\\p{Cntrl}]", "_");
    String type = picture.mimeType().orElseGet(() -> ContentTypes.of(upload, kind));
    String path =
        kind.folder() + "/file_" + files.size() + "." + ContentTypes.extension(type, name);
    return new StoredFile(
        kind.prefix() + ids.text(40),
        "AQAD" + ids.text(12),
        kind,
        path,
        upload.bytes().length(),
        name,
        type,
        picture.width(),
        picture.height());
  }

  private Future<Void> write(StoredFile file, Buffer bytes) {
    if (folder.isEmpty()) {
      inMemory.put(file.uniqueId(), bytes);
      return Future.succeededFuture();
    }
    Path home = folder.get();
    return vertx
        .fileSystem()
        .mkdirs(home.toString())
        .compose(done -> vertx.fileSystem().writeFile(blob(home, file), bytes));
  }

  private void index(StoredFile file) {
    files.put(file.fileId(), file);
    byPath.put(file.path(), file);
  }

  private static String blob(Path home, StoredFile file) {
    return home.resolve(file.uniqueId()).toString();
  }
}
