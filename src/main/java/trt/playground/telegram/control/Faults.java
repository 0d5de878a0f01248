package trt.playground.telegram.control;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Faults asked for and not yet used up, in the order they were asked for. */
public final class Faults {
  private final List<Fault> waiting = new ArrayList<>();

  /** Adds a fault behind the others. */
  public synchronized void add(Fault fault) {
    waiting.add(fault);
  }

  /** From now on everything works. */
  public synchronized void clear() {
    waiting.clear();
  }

  /** Faults still to come. */
  public synchronized List<Fault> waiting() {
    return List.copyOf(waiting);
  }

  /** Uses up one fault of this method, if there is one. */
  public synchronized Optional<Fault> take(String method) {
    for (int i = 0; i < waiting.size(); i++) {
      Fault fault = waiting.get(i);
      if (fault.hits(method)) {
        if (fault.times() > 1) {
          waiting.set(i, fault.once());
        } else {
          waiting.remove(i);
        }
        return Optional.of(fault);
      }
    }
    return Optional.empty();
  }
}
