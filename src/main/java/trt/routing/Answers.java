package trt.routing;

import io.vertx.core.Future;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import trt.domain.inbox.PendingUpdate;

/** Which round answers which updates. */
final class Answers {
  private final RoutingRound round;
  private final BriefRound brief;
  private final Throttle throttle;
  private final BriefAnswer preCheckout;
  private final BriefAnswer crowd;
  private final BriefAnswer slowDown;
  private final int crowdOver;
  private final Clock clock;

  Answers(RoutingParts parts, RoutingRound round, Throttle throttle) {
    Notices notices = new Notices(parts.renderer());
    this.round = round;
    this.brief = new BriefRound(parts.stores(), parts.bus());
    this.throttle = throttle;
    this.preCheckout = new PreCheckoutHandler(parts);
    this.crowd = new CrowdHandler(notices, parts.clock());
    this.slowDown = new SlowDownHandler(notices, parts.config().waitNoticeEvery(), parts.clock());
    this.crowdOver = parts.config().collapseOver();
    this.clock = parts.clock();
  }

  /** Whatever the dialogue answers, and a short word for those who are too fast. */
  Future<RoutingRound.Routed> ordinary(List<PendingUpdate> heads) {
    List<PendingUpdate> tooFast = heads.stream().filter(throttle::isTooFast).toList();
    if (tooFast.isEmpty()) {
      return round.run(heads, clock);
    }
    List<PendingUpdate> others = new ArrayList<>(heads);
    others.removeAll(tooFast);
    Future<RoutingRound.Routed> told = brief.run(tooFast, slowDown);
    return others.isEmpty()
        ? told
        : told.compose(first -> round.run(others, clock).map(second -> both(first, second)));
  }

  /** Payments about to be made. */
  Future<RoutingRound.Routed> checkouts(List<PendingUpdate> heads) {
    return brief.run(heads, preCheckout);
  }

  /** Ids of those of a crowded chat that were answered together. */
  Future<Set<Integer>> crowd(PendingUpdate head) {
    return brief.runCrowd(head, crowdOver, crowd);
  }

  private static RoutingRound.Routed both(RoutingRound.Routed first, RoutingRound.Routed second) {
    Set<Integer> done = new HashSet<>(first.done());
    done.addAll(second.done());
    Set<Integer> notMine = new HashSet<>(first.notMine());
    notMine.addAll(second.notMine());
    return new RoutingRound.Routed(done, notMine);
  }
}
