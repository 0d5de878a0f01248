package trt.routing;

import io.vertx.core.Future;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import trt.domain.inbox.PendingUpdate;

/** Which round answers which updates. */
final class Answers {
  private final RoutingRound round;
  private final BriefRound brief;
  private final Throttle throttle;
  private final BriefAnswer preCheckout;
  private final BriefAnswer crowd;
  private final BriefAnswer slowDown;
  private final BriefAnswer aside;
  private final UpdateReader reader;
  private final int crowdOver;
  private final Clock clock;

  Answers(RoutingParts parts, UpdateReader reader, RoutingRound round, Throttle throttle) {
    Notices notices = new Notices(parts.renderer());
    this.reader = reader;
    this.round = round;
    this.brief = new BriefRound(parts.stores(), reader, parts.bus(), parts.trail());
    this.throttle = throttle;
    this.preCheckout = new PreCheckoutHandler(parts);
    Tongues tongues = new Tongues(parts.own().languages());
    this.crowd = new CrowdHandler(reader, notices, tongues, parts.clock());
    this.slowDown =
        new SlowDownHandler(
            reader, notices, tongues, parts.config().waitNoticeEvery(), parts.clock());
    this.aside = new AsideHandler(parts, reader, notices, new Visible(parts.meters()));
    this.crowdOver = parts.config().collapseOver();
    this.clock = parts.clock();
  }

  /**
   * Whatever the dialogue answers, a short word for those who are too fast, and what needs no
   * dialogue.
   */
  Future<RoutingRound.Routed> ordinary(List<PendingUpdate> heads) {
    return apart(
        heads,
        throttle::isTooFast,
        tooFast -> brief.run(tooFast, slowDown),
        others ->
            apart(
                others,
                one -> reader.aside(one).isPresent(),
                asides -> brief.run(asides, aside),
                steps -> round.run(steps, clock)));
  }

  private static Future<RoutingRound.Routed> apart(
      List<PendingUpdate> heads,
      Predicate<PendingUpdate> some,
      Function<List<PendingUpdate>, Future<RoutingRound.Routed>> these,
      Function<List<PendingUpdate>, Future<RoutingRound.Routed>> others) {
    List<PendingUpdate> chosen = heads.stream().filter(some).toList();
    if (chosen.isEmpty()) {
      return others.apply(heads);
    }
    List<PendingUpdate> rest = new ArrayList<>(heads);
    rest.removeAll(chosen);
    Future<RoutingRound.Routed> done = these.apply(chosen);
    return rest.isEmpty()
        ? done
        : done.compose(first -> others.apply(rest).map(second -> both(first, second)));
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
