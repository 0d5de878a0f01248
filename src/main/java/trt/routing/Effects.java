package trt.routing;

import java.util.ArrayList;
import java.util.List;
import trt.domain.outbox.Outgoing;

/** What a transaction committed and others should hear of. Meaningless when it rolled back. */
final class Effects {
  private final List<Outgoing> outgoing = new ArrayList<>();
  private final List<Long> jobs = new ArrayList<>();

  List<Outgoing> outgoing() {
    return outgoing;
  }

  List<Long> jobs() {
    return jobs;
  }
}
