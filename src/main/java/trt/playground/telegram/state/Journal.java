package trt.playground.telegram.state;

import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.file.AsyncFile;
import io.vertx.core.file.OpenOptions;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * An append-only file of puts and removals, folded into its last state when it is opened.
 *
 * <p>{@link #written} completes once everything so far is handed to the operating system: a killed
 * process loses nothing that was answered. A power cut may, which is enough for an emulator.
 * Without a folder it only pretends. Used from one event loop.
 */
public final class Journal {
  private final Map<String, JsonObject> loaded;
  private final @Nullable AsyncFile file;
  private Buffer waiting = Buffer.buffer();
  private List<Promise<Void>> askers = new ArrayList<>();
  private List<Promise<Void>> answering = new ArrayList<>();
  private boolean writing;

  private Journal(Map<String, JsonObject> loaded, @Nullable AsyncFile file) {
    this.loaded = loaded;
    this.file = file;
  }

  /** Reads and compacts the journal in {@code folder}, or starts an empty one. */
  public static Future<Journal> open(Vertx vertx, Optional<Path> folder) {
    if (folder.isEmpty()) {
      return Future.succeededFuture(new Journal(Map.of(), null));
    }
    Path path = folder.get().resolve("journal.jsonl");
    return vertx
        .executeBlocking(() -> JournalFile.compacted(path))
        .compose(
            entries ->
                vertx
                    .fileSystem()
                    .open(path.toString(), new OpenOptions().setAppend(true))
                    .map(file -> new Journal(entries, file)));
  }

  /** Hands over what the file held under keys that begin with {@code prefix}. */
  public void replay(String prefix, BiConsumer<String, JsonObject> each) {
    loaded.forEach(
        (key, value) -> {
          if (key.startsWith(prefix)) {
            each.accept(key.substring(prefix.length()), value);
          }
        });
  }

  /** Remembers the value; it replaces an earlier one. */
  public void put(String key, JsonObject value) {
    append(key, value);
  }

  /** Forgets the value. */
  public void remove(String key) {
    append(key, null);
  }

  /** Completes when everything put or removed so far will survive a kill of this process. */
  public Future<Void> written() {
    if (file == null || (waiting.length() == 0 && !writing)) {
      return Future.succeededFuture();
    }
    Promise<Void> asked = Promise.promise();
    (waiting.length() == 0 ? answering : askers).add(asked);
    write();
    return asked.future();
  }

  /** Writes what is left and closes the file. */
  public Future<Void> close() {
    return file == null ? Future.succeededFuture() : written().transform(done -> file.close());
  }

  private void append(String key, @Nullable JsonObject value) {
    if (file != null) {
      waiting.appendBuffer(JournalFile.line(key, value));
    }
  }

  /** One write at a time, each with all that has gathered: a torn file ends in one torn line. */
  private void write() {
    if (writing || file == null) {
      return;
    }
    Buffer batch = waiting;
    waiting = Buffer.buffer();
    answering = askers;
    askers = new ArrayList<>();
    writing = true;
    file.write(batch).onComplete(this::answer);
  }

  private void answer(AsyncResult<Void> done) {
    List<Promise<Void>> answered = answering;
    answering = new ArrayList<>();
    writing = false;
    if (waiting.length() > 0) {
      write();
    }
    answered.forEach(
        asker -> {
          if (done.succeeded()) {
            asker.complete();
          } else {
            asker.fail(done.cause());
          }
        });
  }
}
