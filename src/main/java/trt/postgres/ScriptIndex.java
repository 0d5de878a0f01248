package trt.postgres;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.ibatis.migration.Change;
import org.apache.ibatis.migration.MigrationLoader;
import org.apache.ibatis.migration.MigrationReader;
import org.jspecify.annotations.Nullable;

/**
 * The scripts named by an index on the class path, one {@code NNN_name.sql} a line. An index,
 * because a folder inside a jar cannot be listed reliably.
 */
final class ScriptIndex implements MigrationLoader {
  private static final Pattern NAME = Pattern.compile("(\\d+)_([a-z0-9_]+)\\.sql");
  private static final Pattern UNDO = Pattern.compile("(?m)^\\s*--\\s*//\\s*@UNDO\\s*$");

  private final Map<BigDecimal, Change> changes = new LinkedHashMap<>();
  private final Map<BigDecimal, String> scripts = new LinkedHashMap<>();

  /**
   * Reads the index and its scripts.
   *
   * @throws IllegalStateException when a script is absent, misnamed, out of order or without undo
   */
  ScriptIndex(String index) {
    String folder = index.substring(0, index.lastIndexOf('/') + 1);
    BigDecimal last = BigDecimal.ZERO;
    for (String line : read(index).lines().map(String::strip).toList()) {
      if (!line.isEmpty() && !line.startsWith("#")) {
        Change change = change(line);
        if (change.getId().compareTo(last) <= 0) {
          throw new IllegalStateException(line + " is out of order in " + index);
        }
        last = change.getId();
        String script = read(folder + line);
        if (!UNDO.matcher(script).find()) {
          throw new IllegalStateException(line + " has no line -- //@UNDO");
        }
        changes.put(last, change);
        scripts.put(last, script);
      }
    }
  }

  private static Change change(String file) {
    Matcher matcher = NAME.matcher(file);
    if (!matcher.matches()) {
      throw new IllegalStateException(file + " is not named NNN_name.sql");
    }
    Change change = new Change(new BigDecimal(matcher.group(1)));
    change.setDescription(matcher.group(2).replace('_', ' '));
    change.setFilename(file);
    return change;
  }

  /** Copies, because an operation writes the time of application into them. */
  @Override
  public List<Change> getMigrations() {
    List<Change> copies = new ArrayList<>();
    changes.values().forEach(change -> copies.add(new Change(change)));
    return copies;
  }

  boolean contains(Change change) {
    return changes.containsKey(change.getId());
  }

  @Override
  public Reader getScriptReader(Change change, boolean undo) {
    byte[] script = String.valueOf(scripts.get(change.getId())).getBytes(StandardCharsets.UTF_8);
    return new MigrationReader(
        new ByteArrayInputStream(script), StandardCharsets.UTF_8.name(), undo, new Properties());
  }

  @Override
  public Reader getBootstrapReader() {
    return new StringReader("");
  }

  @Override
  public @Nullable Reader getOnAbortReader() {
    return null;
  }

  private static String read(String resource) {
    try (InputStream in = ScriptIndex.class.getResourceAsStream("/" + resource)) {
      if (in == null) {
        throw new IllegalStateException(resource + " is not on the class path");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
