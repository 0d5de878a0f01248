package trt.generation;

import io.vertx.core.Future;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import trt.domain.job.JobState;
import trt.domain.job.WaitingLine;
import trt.domain.job.WaitingLine.Waiting;
import trt.postgres.JobStore;

/**
 * Tells those who wait their place in line, whenever it has changed and not too often. Who is
 * served at once is told nothing.
 */
final class PlaceRound {
  private final GenerationParts parts;
  private final WaitingLine line;
  private final SubmitRound submits;
  private final Progress progress;
  private final Map<Long, Told> told = new HashMap<>();

  private record Told(int place, boolean paused, Instant at) {}

  PlaceRound(GenerationParts parts, WaitingLine line, SubmitRound submits, Progress progress) {
    this.parts = parts;
    this.line = line;
    this.submits = submits;
    this.progress = progress;
  }

  /** How many were told. */
  Future<Integer> run() {
    Instant now = parts.clock().instant();
    boolean paused = submits.isPaused();
    told.keySet().removeIf(job -> !line.holds(job));
    Map<Long, Integer> due = new LinkedHashMap<>();
    List<Waiting> order = line.inOrder();
    parts.board().show(line, order);
    for (int i = 0; i < order.size() && due.size() < parts.config().placesAtOnce(); i++) {
      if (isNews(order.get(i), i + 1, paused, now)) {
        due.put(order.get(i).jobId(), i + 1);
      }
    }
    return parts
        .stores()
        .jobs()
        .byIds(due.keySet())
        .map(
            jobs -> {
              jobs.forEach(job -> tell(job, due.getOrDefault(job.job().id(), 0), paused, now));
              return jobs.size();
            });
  }

  private boolean isNews(Waiting waiting, int place, boolean paused, Instant now) {
    Told before = told.get(waiting.jobId());
    Instant since = before == null ? waiting.since() : before.at();
    boolean changed = before == null || before.place() != place || before.paused() != paused;
    return changed
        && !since
            .plus(parts.config().progressEvery().dividedBy(before == null ? 2 : 1))
            .isAfter(now);
  }

  private void tell(JobStore.Loaded job, int place, boolean paused, Instant now) {
    // It may have been taken while its order was read.
    if (job.job().state() == JobState.NEW && line.holds(job.job().id())) {
      told.put(job.job().id(), new Told(place, paused, now));
      progress.place(job, place, paused);
    }
  }
}
