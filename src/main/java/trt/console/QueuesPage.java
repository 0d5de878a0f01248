package trt.console;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import trt.domain.inbox.Shards;
import trt.domain.job.JobState;
import trt.ops.Backlog;
import trt.postgres.NodeStore;

/** What waits, and which node works on it. */
final class QueuesPage implements Page {
  private final ConsoleParts parts;

  QueuesPage(ConsoleParts parts) {
    this.parts = parts;
  }

  @Override
  public String path() {
    return "/queues";
  }

  @Override
  public String title() {
    return "Queues";
  }

  @Override
  public Future<List<Html>> body(Visit visit) {
    NodeStore store = parts.stores().nodes();
    return store.nodes().compose(nodes -> store.free().map(free -> body(visit, nodes, free)));
  }

  private List<Html> body(Visit visit, List<NodeStore.Node> nodes, long free) {
    Backlog backlog = parts.live().backlog().get();
    Html figures =
        Html.of(
                "div",
                Pieces.figure("updates waiting", backlog.updatesPending(), false),
                Pieces.figure("oldest update", Pieces.span(backlog.oldestUpdate()), false),
                Pieces.figure("messages waiting", backlog.outboxPending(), false),
                Pieces.figure("oldest message", Pieces.span(backlog.oldestMessage()), false))
            .with("class", "figures");
    return List.of(figures, jobs(backlog), nodes(visit, nodes, free));
  }

  private static Html jobs(Backlog backlog) {
    List<List<?>> rows = new ArrayList<>();
    Arrays.stream(JobState.values())
        .filter(state -> !state.isFinal())
        .forEach(
            state ->
                rows.add(
                    List.of(
                        Pieces.link(state.name(), "/jobs", "state", state.name()),
                        backlog.jobs().getOrDefault(state.name(), 0L),
                        meaning(state))));
    return Html.of(
        "section",
        Html.of("h2", "Jobs under way"),
        Pieces.table(List.of("State", "Jobs", "Meaning"), rows, ""),
        Html.of(
                "p",
                "Submissions whose answer was lost, ever: ",
                backlog.ambiguousSubmits(),
                ". Counted for the whole database, every five seconds; while PostgreSQL is away the"
                    + " last numbers stay.")
            .with("class", "hint"));
  }

  private static String meaning(JobState state) {
    return switch (state) {
      case NEW -> "in line, the money is held";
      case SUBMITTING -> "being handed over to KIE";
      case UNKNOWN -> "handed over, the answer is lost: looked for, never simply repeated";
      case RUNNING -> "KIE works on it";
      case SUCCEEDED -> "over and paid";
      case FAILED -> "over, the money went back";
    };
  }

  private Html nodes(Visit visit, List<NodeStore.Node> nodes, long free) {
    List<List<?>> rows = new ArrayList<>();
    for (NodeStore.Node node : nodes) {
      boolean here = node.id().equals(parts.live().node());
      rows.add(
          List.of(
              List.of(Pieces.code(node.id().toString().substring(0, 8)), here ? " this node" : ""),
              node.version(),
              Pieces.ago(visit.now(), node.startedAt()),
              Pieces.span(node.seenAgo()) + " ago",
              List.of(node.shards().size(), " ", Html.of("small", ranges(node.shards()))),
              node.shards().isEmpty() ? "–" : "in " + Pieces.span(node.lasts())));
    }
    return Html.of(
        "section",
        Html.of("h2", "Nodes and their shards"),
        Pieces.table(
            List.of("Node", "Version", "Started", "Seen", "Shards", "Lease ends"),
            rows,
            "No node is known."),
        Html.of(
                "p",
                "The chats are divided into %d shards. ".formatted(Shards.COUNT),
                free == 0
                    ? "Each is held by a node."
                    : "Nobody holds %d of them, which is usual for seconds after a node has gone."
                        .formatted(free))
            .with("class", "hint"));
  }

  /** Neighbours together: 0–127, 130. */
  static String ranges(List<Short> ascending) {
    List<String> ranges = new ArrayList<>();
    int i = 0;
    while (i < ascending.size()) {
      int first = ascending.get(i);
      int last = first;
      while (++i < ascending.size() && ascending.get(i) == last + 1) {
        last++;
      }
      ranges.add(first == last ? String.valueOf(first) : first + "–" + last);
    }
    return String.join(", ", ranges);
  }
}
