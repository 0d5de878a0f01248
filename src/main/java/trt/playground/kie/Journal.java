package trt.playground.kie;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Everything that happened, one JSON object a line, written before it is answered. A process that
 * is killed loses nothing: the system keeps what was written. Blocks; not for event loops.
 */
final class Journal {
  private final Optional<Path> file;

  Journal(Optional<Path> folder) {
    this.file = folder.map(f -> f.resolve("kie-journal.jsonl"));
  }

  /** All that was written so far; a last line that was cut off is dropped. */
  List<JsonObject> replay() {
    List<JsonObject> lines = new ArrayList<>();
    if (file.isEmpty() || !Files.exists(file.get())) {
      return lines;
    }
    try {
      for (String line : Files.readAllLines(file.get(), StandardCharsets.UTF_8)) {
        try {
          lines.add(new JsonObject(line));
        } catch (DecodeException e) {
          // the line that was being written when the process died was never answered
          break;
        }
      }
      return lines;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  synchronized void write(JsonObject line) {
    if (file.isEmpty()) {
      return;
    }
    try {
      Files.createDirectories(file.get().getParent());
      Files.writeString(
          file.get(), line.encode() + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Forgets everything. */
  synchronized void clear() {
    try {
      if (file.isPresent()) {
        Files.deleteIfExists(file.get());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
