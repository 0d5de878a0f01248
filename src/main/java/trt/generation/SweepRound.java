package trt.generation;

import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import trt.domain.job.JobState;
import trt.domain.job.WaitingLine;
import trt.leases.Share;
import trt.postgres.LiveJobStore.Brief;
import trt.postgres.LiveJobStore.Spot;

/**
 * Walks over the live jobs of this share, page by page, and puts each where it belongs: running
 * ones to the polls, waiting ones in line, all others to be mended. What is known costs a look at
 * two columns, so a hundred thousand jobs cost no more than a page a pass.
 */
final class SweepRound {
  private static final Duration HEARD_WITHIN = Duration.ofMinutes(2);
  private static final Duration RECALL_EVERY = Duration.ofMinutes(1);

  private final GenerationParts parts;
  private final Share share;
  private final WaitingLine line;
  private final UploadRound uploads;
  private final PollRound polls;
  private final StuckRound stuck;
  private final Adoption adoption;
  private int shard;
  private long after;
  private Instant recalled = Instant.EPOCH;

  SweepRound(
      GenerationParts parts,
      Share share,
      WaitingLine line,
      UploadRound uploads,
      PollRound polls,
      StuckRound stuck,
      Adoption adoption) {
    this.parts = parts;
    this.share = share;
    this.line = line;
    this.uploads = uploads;
    this.polls = polls;
    this.stuck = stuck;
    this.adoption = adoption;
  }

  /** One page; how many jobs were on it. */
  Future<Integer> run() {
    line.removeIf(waiting -> !share.owns(waiting.shard()));
    return expire().compose(v -> page()).compose(found -> recall().map(found));
  }

  /** All pages, one after the other: after a start, or when shards have come. */
  Future<Integer> all() {
    shard = 0;
    after = 0;
    return rest(0);
  }

  /** What other nodes were called back about, just now. */
  Future<Void> recallRecent() {
    return adoption.recallAll(HEARD_WITHIN);
  }

  private Future<Integer> rest(int sofar) {
    return page()
        .compose(
            found ->
                found == parts.config().sweepRows()
                    ? rest(sofar + found)
                    : Future.succeededFuture(sofar + found));
  }

  private Future<Integer> page() {
    int limit = parts.config().sweepRows();
    List<Short> shards =
        Arrays.stream(share.shards()).filter(mine -> mine >= shard).sorted().toList();
    long from = !shards.isEmpty() && shards.get(0) == shard ? after : 0;
    return parts
        .stores()
        .live()
        .page(shards, from, limit)
        .compose(
            spots -> {
              boolean end = spots.size() < limit;
              shard = end ? 0 : spots.get(limit - 1).shard();
              after = end ? 0 : spots.get(limit - 1).id();
              return placed(spots).map(spots.size());
            });
  }

  private Future<Void> placed(List<Spot> spots) {
    List<Long> unknown = new ArrayList<>();
    List<Long> odd = new ArrayList<>();
    for (Spot spot : spots) {
      boolean known =
          spot.state() == JobState.RUNNING
              ? polls.follows(spot.id())
              : line.holds(spot.id()) || uploads.holds(spot.id());
      if (spot.state() == JobState.RUNNING || spot.state() == JobState.NEW) {
        if (!known) {
          unknown.add(spot.id());
        }
      } else {
        odd.add(spot.id());
      }
    }
    return take(unknown).compose(v -> stuck.mend(odd));
  }

  /** Puts jobs where they belong, those that are ours. */
  Future<Void> take(List<Long> ids) {
    return parts
        .stores()
        .live()
        .briefs(ids)
        .map(
            jobs -> {
              jobs.stream().filter(job -> share.owns(job.shard())).forEach(this::take);
              // Called off while they waited: the others move up at once.
              Set<Long> live = jobs.stream().map(Brief::id).collect(Collectors.toSet());
              ids.stream().filter(id -> !live.contains(id)).forEach(line::remove);
              return null;
            });
  }

  private void take(Brief job) {
    if (job.state() == JobState.RUNNING) {
      polls.takeUp(job);
    } else if (job.state() == JobState.NEW) {
      uploads.join(job);
    }
  }

  private Future<Void> expire() {
    Instant limit = parts.clock().instant().minus(parts.config().waitAtMost());
    List<Long> expired =
        line.inOrder().stream()
            .filter(waiting -> waiting.since().isBefore(limit))
            .map(WaitingLine.Waiting::jobId)
            .toList();
    Set<Long> gone = Set.copyOf(expired);
    line.removeIf(waiting -> gone.contains(waiting.jobId()));
    return stuck.mend(expired);
  }

  private Future<Void> recall() {
    Instant now = parts.clock().instant();
    if (recalled.plus(RECALL_EVERY).isAfter(now)) {
      return Future.succeededFuture();
    }
    recalled = now;
    return adoption.recallAll(parts.config().lateWithin());
  }
}
