package trt.faults;

import static trt.testing.TestVertx.get;

import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import trt.faults.ChaosProxy.Wire;
import trt.testing.Frozen;

/** Every fault at every step: the table of docs/reliability.md as code. */
final class Matrix {
  /** Where a node can be stopped or killed, in the order of an update's way through the bot. */
  static final List<String> STEPS =
      List.of(
          "ingest.uncommitted",
          "ingest.committed",
          "routing.uncommitted",
          "routing.committed",
          "generation.submitting",
          "generation.created",
          "generation.running",
          "generation.unsettled",
          "generation.settled",
          "delivery.marked",
          "delivery.unrecorded");

  private static final Set<String> QUICK_KILLS =
      Set.of(
          "ingest.committed",
          "routing.uncommitted",
          "generation.created",
          "generation.unsettled",
          "delivery.unrecorded");

  private static final Duration REACH = Duration.ofSeconds(45);
  private static final int TALKERS = 8;
  private static final int CUSTOMERS = 3;

  private Matrix() {}

  /** All cells, those that need fewer nodes first. */
  static List<Cell> all() {
    List<Cell> cells = new ArrayList<>();
    for (String step : STEPS) {
      Cell first = killed(step, 1, 1);
      cells.add(QUICK_KILLS.contains(step) ? first.quickly() : first);
      cells.add(killed(step, 3, 1));
    }
    for (String step : STEPS) {
      cells.add(databaseStopped(step));
      cells.add(databaseFrozen(step));
      cells.add(answerCut(step));
    }
    cells.addAll(Outside.cells());
    for (String step : STEPS) {
      cells.add(killed(step, 1, 2));
      cells.add(killed(step, 3, 2));
    }
    for (String step : STEPS) {
      Cell zombie = zombie(step);
      cells.add(step.equals("routing.uncommitted") ? zombie.quickly() : zombie);
    }
    cells.addAll(Several.cells());
    return cells;
  }

  /** kill -9 at a step; alone it is started again, of two nodes the other one takes over. */
  private static Cell killed(String step, int hit, int nodes) {
    return Cell.of(
        "kill -9 at %s, hit %d, %d node%s".formatted(step, hit, nodes, nodes > 1 ? "s" : ""),
        nodes,
        run -> {
          people(run);
          Node victim = run.rig().first();
          victim.haltAt(step, hit);
          boolean died = reached(run, "dies", () -> !victim.isAlive());
          run.lifted();
          if (died && nodes == 1) {
            victim.again();
          }
        });
  }

  /** SIGSTOP at a step until the other node has taken over; then the zombie wakes. */
  private static Cell zombie(String step) {
    return atStep(
        "zombie at " + step,
        2,
        step,
        (run, node) -> {
          node.freeze();
          run.goOnFor(Duration.ofSeconds(7));
          node.release();
          node.thaw();
        });
  }

  private static Cell databaseStopped(String step) {
    return atStep(
        "PostgreSQL stopped at once at " + step,
        1,
        step,
        (run, node) -> {
          run.rig().database().stopAtOnce();
          node.release();
          run.goOnFor(Duration.ofSeconds(1));
          run.rig().databaseIsBack();
        });
  }

  private static Cell databaseFrozen(String step) {
    return atStep(
        "PostgreSQL frozen 10 s at " + step,
        1,
        step,
        (run, node) -> {
          Frozen frozen = run.rig().database().freeze();
          node.release();
          run.goOnFor(Duration.ofSeconds(10));
          frozen.close();
        });
  }

  private static Cell answerCut(String step) {
    return atStep(
        "answers of PostgreSQL cut at " + step,
        1,
        step,
        (run, node) -> {
          run.rig().wire("postgres").set(Wire.CUT_ANSWERS);
          node.release();
          run.goOnFor(Duration.ofMillis(1500));
        });
  }

  /** A thread of a node stops at the step, the fault happens around it. */
  private static Cell atStep(String name, int nodes, String step, BiConsumer<Run, Node> fault) {
    return Cell.of(
        name,
        nodes,
        run -> {
          people(run);
          Node node = run.rig().first();
          node.holdAt(step, 2);
          if (reached(run, "comes to " + step, node::isHeld)) {
            fault.accept(run, node);
          }
          run.lifted();
        });
  }

  static void people(Run run) {
    run.world().talkers(TALKERS);
    run.world().customers(CUSTOMERS, 1, "");
    run.chatter(1);
  }

  /** New customers come as long as the step is not reached. */
  private static boolean reached(
      Run run, String what, java.util.function.BooleanSupplier condition) {
    return run.goOnUntil(
        "the node " + what,
        REACH,
        () -> {
          if (run.world().isContent()) {
            run.world().customers(CUSTOMERS, 1, "");
          }
          return condition.getAsBoolean();
        });
  }

  /** An outside system that misbehaves for some seconds while people go on; one node. */
  private static final class Outside {
    private static final Duration WHILE = Duration.ofSeconds(4);

    private static List<Cell> cells() {
      List<Cell> cells = new ArrayList<>();
      for (String to : List.of("postgres", "redis", "telegram", "kie")) {
        for (Wire how : List.of(Wire.REFUSE, Wire.BLACK_HOLE, Wire.DROP_ANSWERS, Wire.DRIP)) {
          cells.add(wire(to, how.name(), run -> run.rig().wire(to).set(how)));
        }
        cells.add(wire(to, "CUT_ANSWERS", run -> run.rig().wire(to).set(Wire.CUT_ANSWERS)));
        cells.add(wire(to, "DELAY 400 ms", run -> run.rig().wire(to).delay(400)));
        cells.add(wire(to, "CUT AFTER 3000 bytes", run -> run.rig().wire(to).cutAfter(3000)));
      }
      for (String how : List.of("duplicate", "late", "forged", "none")) {
        cells.add(kie("callbacks " + how, new JsonObject().put("callbacks", how)));
      }
      for (String how :
          List.of("lost-answer", "http-500", "html-502", "truncated", "silent", "code-455")) {
        cells.add(
            kie("createTask " + how, new JsonObject().put("create", how).put("createTimes", 2)));
      }
      for (String how : List.of("http-500", "truncated", "silent", "cut")) {
        cells.add(
            kie("recordInfo " + how, new JsonObject().put("record", how).put("recordTimes", 3)));
      }
      cells.add(
          kie("429 storm", new JsonObject().put("create", "code-429").put("createTimes", 5))
              .quickly());
      return cells;
    }

    private static Cell wire(String to, String how, java.util.function.Consumer<Run> fault) {
      return Cell.of(
          "wire to " + to + ": " + how,
          1,
          run -> {
            people(run);
            run.goOnFor(Duration.ofMillis(500));
            fault.accept(run);
            run.goOnFor(WHILE);
            run.rig().wire(to).cutAll();
            run.lifted();
          });
    }

    private static Cell kie(String name, JsonObject switches) {
      return Cell.of(
          "KIE: " + name,
          1,
          run -> {
            people(run);
            run.rig().kie().control().breakThings(switches);
            boolean content = run.passUntil(Duration.ofSeconds(6), () -> run.world().isContent());
            run.lifted();
            if (content) {
              get(run.rig().balancer().repeat());
            }
          });
    }
  }
}
