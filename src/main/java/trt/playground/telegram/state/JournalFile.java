package trt.playground.telegram.state;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The journal's lines: {@code {"k":key,"v":value}}, where a missing value removes. Blocks. */
final class JournalFile {
  private JournalFile() {}

  static Buffer line(String key, @Nullable JsonObject value) {
    JsonObject line = new JsonObject().put("k", key);
    return (value == null ? line : line.put("v", value)).toBuffer().appendString("\n");
  }

  /** Folds the file into its last state and rewrites it as that, in the order of first mention. */
  static Map<String, JsonObject> compacted(Path path) throws IOException {
    Files.createDirectories(path.toAbsolutePath().getParent());
    Map<String, JsonObject> entries = new LinkedHashMap<>();
    if (Files.exists(path)) {
      try (BufferedReader lines = Files.newBufferedReader(path)) {
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
          fold(line, entries);
        }
      }
    }
    Path fresh = path.resolveSibling("journal.new");
    try (BufferedWriter out = Files.newBufferedWriter(fresh)) {
      for (Map.Entry<String, JsonObject> entry : entries.entrySet()) {
        out.write(line(entry.getKey(), entry.getValue()).toString());
      }
    }
    Files.move(fresh, path, StandardCopyOption.REPLACE_EXISTING);
    return entries;
  }

  /** A torn last line was never answered for: it is left out. */
  private static void fold(String line, Map<String, JsonObject> entries) {
    try {
      JsonObject read = new JsonObject(line);
      if (read.containsKey("v")) {
        entries.put(read.getString("k"), read.getJsonObject("v"));
      } else {
        entries.remove(read.getString("k"));
      }
    } catch (DecodeException e) {
      // Only the line being written when the process was killed can look like this.
      return;
    }
  }
}
