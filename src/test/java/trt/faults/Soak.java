package trt.faults;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import trt.faults.ChaosProxy.Wire;
import trt.playground.telegram.control.Fault;
import trt.testing.Frozen;
import trt.testing.TestPostgres;

/** Random faults from a seed on two nodes while people go on all the time. */
final class Soak {
  private static final int TALKERS = 400;
  private static final int CUSTOMERS = 12;
  private static final int BEATS_PER_SECOND = 20;

  private final Campaign campaign;
  private final Random random;
  private final int rate;
  private final Consumer<String> log;

  private record Trouble(String name, Consumer<Run> happens) {}

  Soak(Campaign campaign, long seed, int rate, Consumer<String> log) {
    this.campaign = campaign;
    this.random = new Random(seed);
    this.rate = rate;
    this.log = log;
  }

  void run(Duration length) {
    Run run = campaign.prepare("soak " + length.toSeconds() + " s", 2, Map.of());
    run.world().talkers(TALKERS);
    run.chatter(Math.max(1, rate / BEATS_PER_SECOND));
    List<Trouble> troubles = troubles();
    long end = System.nanoTime() + length.toNanos();
    int count = 0;
    while (System.nanoTime() < end) {
      if (run.world().waiting().size() < CUSTOMERS / 2) {
        run.world()
            .customers(CUSTOMERS, 1 + random.nextInt(3), random.nextInt(5) == 0 ? "[fail]" : "");
      }
      run.goOnFor(Duration.ofMillis(500 + random.nextInt(2500)));
      Trouble trouble = troubles.get(random.nextInt(troubles.size()));
      log.accept("  fault " + ++count + ": " + trouble.name());
      trouble.happens().accept(run);
      run.rig().repair();
      comesBack(run);
    }
    run.lifted();
    run.rig().revive();
    Score unused = campaign.judge(run);
  }

  /** Whoever runs the nodes starts again what has died. */
  private static void comesBack(Run run) {
    run.rig().nodes().stream().filter(node -> !node.isAlive()).forEach(Node::again);
  }

  private List<Trouble> troubles() {
    return List.of(
        new Trouble("kill -9 of a node", run -> node(run).kill()),
        new Trouble("kill -9 at a step", this::killedAtStep),
        new Trouble("kill -9 of a node, dead for seconds", this::deadForAWhile),
        new Trouble("zombie", this::zombie),
        new Trouble("PostgreSQL stopped at once", this::databaseStopped),
        new Trouble("PostgreSQL frozen", this::databaseFrozen),
        new Trouble("wire", this::wire),
        new Trouble("wire", this::wire),
        new Trouble("everything eight times", this::eightfold),
        new Trouble("everything lately once more", this::again),
        new Trouble("Redis gone", this::redisGone),
        new Trouble(
            "leases deleted",
            run -> TestPostgres.execute(run.rig().database().uri(), "DELETE FROM shard_lease")),
        new Trouble("429 from Telegram", this::throttled),
        new Trouble("answers of KIE lost", this::lostAnswers),
        new Trouble("restart with SIGTERM", this::restarted));
  }

  private Node node(Run run) {
    return run.rig().nodes().get(random.nextInt(2));
  }

  private void killedAtStep(Run run) {
    Node victim = node(run);
    victim.haltAt(Matrix.STEPS.get(random.nextInt(Matrix.STEPS.size())), 1 + random.nextInt(5));
    boolean unused = run.passUntil(Duration.ofSeconds(4), () -> !victim.isAlive());
  }

  private void deadForAWhile(Run run) {
    node(run).kill();
    run.goOnFor(seconds(2, 8));
  }

  private void zombie(Run run) {
    Node node = node(run);
    node.freeze();
    run.goOnFor(seconds(1, 9));
    node.thaw();
  }

  private void databaseStopped(Run run) {
    run.rig().database().stopAtOnce();
    run.goOnFor(seconds(0, 4));
    run.rig().databaseIsBack();
  }

  private void databaseFrozen(Run run) {
    Frozen frozen = run.rig().database().freeze();
    run.goOnFor(seconds(1, 6));
    frozen.close();
  }

  private void wire(Run run) {
    List<String> names = run.rig().wireNames().stream().sorted().toList();
    ChaosProxy wire = run.rig().wire(names.get(random.nextInt(names.size())));
    List<Wire> ways = List.copyOf(EnumSet.allOf(Wire.class));
    Wire how = ways.get(random.nextInt(ways.size()));
    if (how == Wire.FINE) {
      wire.delay(50 + random.nextInt(400));
    } else {
      wire.set(how);
    }
    run.goOnFor(seconds(1, 4));
    wire.repair();
    wire.cutAll();
  }

  private void eightfold(Run run) {
    run.rig().balancer().copies(8);
    run.goOnFor(seconds(1, 3));
  }

  private void again(Run run) {
    int unused = trt.testing.TestVertx.get(run.rig().balancer().repeat());
  }

  private void redisGone(Run run) {
    run.rig().redisGoes();
    run.goOnFor(seconds(1, 4));
    run.rig().redisComesBack();
  }

  private void throttled(Run run) {
    run.rig().observer().throttling(Duration.ofSeconds(1));
    run.rig().telegram().faults().add(new Fault("*", Fault.Kind.THROTTLED, 1_000_000, 1));
    run.goOnFor(seconds(1, 2));
  }

  private void lostAnswers(Run run) {
    run.rig()
        .kie()
        .control()
        .breakThings(
            new io.vertx.core.json.JsonObject().put("create", "lost-answer").put("createTimes", 3));
    run.goOnFor(seconds(1, 3));
  }

  private void restarted(Run run) {
    Node node = node(run);
    node.askToStop();
    boolean unused = run.passUntil(Duration.ofSeconds(25), () -> !node.isAlive());
  }

  private Duration seconds(int least, int most) {
    return Duration.ofMillis(1000L * least + random.nextInt(1000 * (most - least)));
  }
}
