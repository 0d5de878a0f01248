package trt.domain.job;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Where waiting jobs stand, for those who are asked about it on another thread. As fresh as the
 * last look at the line; knows only the lines of this process. Safe for all threads.
 */
public final class LineBoard {
  private final Map<Object, List<WaitingLine.Waiting>> lines = new ConcurrentHashMap<>();

  /**
   * Shows a line as it is now.
   *
   * @param line whose order it is
   */
  public void show(Object line, List<WaitingLine.Waiting> order) {
    lines.put(line, List.copyOf(order));
  }

  /** A line that is no more. */
  public void takeDown(Object line) {
    lines.remove(line);
  }

  /** The place of a job, from 1 on; 0 when it stands in no line here. */
  public int place(long job) {
    for (List<WaitingLine.Waiting> order : lines.values()) {
      for (int i = 0; i < order.size(); i++) {
        if (order.get(i).jobId() == job) {
          return i + 1;
        }
      }
    }
    return 0;
  }
}
