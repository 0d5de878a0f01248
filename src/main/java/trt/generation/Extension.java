package trt.generation;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;

/** What the name of a file ends with. */
final class Extension {
  private static final int LONGEST = 5;

  private Extension() {}

  /** In small letters and without its dot; empty when the address ends with none. */
  static Optional<String> of(URI address) {
    String path = address.getPath() == null ? "" : address.getPath();
    int dot = path.lastIndexOf('.');
    String found = path.substring(dot + 1).toLowerCase(Locale.ROOT);
    return dot > path.lastIndexOf('/') && found.matches("[a-z0-9]{1," + LONGEST + "}")
        ? Optional.of(found)
        : Optional.empty();
  }
}
