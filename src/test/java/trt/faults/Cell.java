package trt.faults;

import java.util.Map;
import java.util.function.Consumer;

/**
 * One fault of the matrix.
 *
 * @param nodes how many there are before it
 * @param settings what differs from the usual; a rig of its own is started if anything does
 * @param quick whether it belongs to the quick subset
 * @param fault breaks things and lifts it again, while people go on
 */
record Cell(
    String name, int nodes, Map<String, String> settings, boolean quick, Consumer<Run> fault) {
  static Cell of(String name, int nodes, Consumer<Run> fault) {
    return new Cell(name, nodes, Map.of(), false, fault);
  }

  Cell quickly() {
    return new Cell(name, nodes, settings, true, fault);
  }

  Cell with(Map<String, String> other) {
    return new Cell(name, nodes, other, quick, fault);
  }

  @Override
  public String toString() {
    return name;
  }
}
