package trt.playground.servers;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The log of a server: one file for the current run, one for the run before. */
record ServerLog(Path file) {
  private static final int TAIL_LINES = 8;
  private static final String PORT_TAKEN = "Address already in use";

  /** Sets the log of the last run aside, so that the file speaks about the coming run only. */
  void begin() throws IOException {
    if (Files.exists(file)) {
      Files.move(file, file.resolveSibling(file.getFileName() + ".1"), REPLACE_EXISTING);
    }
  }

  /** True if the server could not listen because someone else took its port meanwhile. */
  boolean saysPortTaken() {
    return text().contains(PORT_TAKEN);
  }

  /** The last lines, for an error message; empty if there is none. */
  String tail() {
    List<String> lines = text().lines().toList();
    return String.join("\n", lines.subList(Math.max(0, lines.size() - TAIL_LINES), lines.size()));
  }

  private String text() {
    try {
      return new String(Files.readAllBytes(file), UTF_8);
    } catch (IOException e) {
      return "";
    }
  }
}
