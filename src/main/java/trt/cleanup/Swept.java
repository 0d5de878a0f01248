package trt.cleanup;

import java.util.Map;

/**
 * What one round did.
 *
 * @param partitionsDropped whole partitions of the log of updates that went
 * @param rows rows that went, by table; tables without any are absent
 */
record Swept(int partitionsDropped, Map<String, Integer> rows) {
  boolean isNothing() {
    return partitionsDropped == 0 && rows.isEmpty();
  }
}
