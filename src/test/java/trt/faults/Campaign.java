package trt.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Runs cells one after the other. Cells that need the same surroundings share them, since a node
 * takes seconds to start; after a failure everything is started anew, so that one failure is one.
 */
final class Campaign implements AutoCloseable {
  private final Path folder;
  private final long seed;
  private final Consumer<String> log;
  private final List<Score> scores = new ArrayList<>();
  private Map<String, String> settings = Map.of();
  private Rig rig;
  private World world;
  private int rigs;

  /**
   * @param folder where the logs of the nodes go
   */
  Campaign(Path folder, long seed, Consumer<String> log) {
    this.folder = folder;
    this.seed = seed;
    this.log = log;
  }

  /** Runs one cell and counts. */
  Score run(Cell cell) {
    Run run = prepare(cell.name(), cell.nodes(), cell.settings());
    try {
      cell.fault().accept(run);
    } catch (RuntimeException | AssertionError e) {
      run.complain(e.getClass().getSimpleName() + " " + e.getMessage());
      run.lifted();
    }
    return judge(run);
  }

  /** Surroundings with so many nodes, all well. */
  Run prepare(String name, int nodes, Map<String, String> wanted) {
    if (rig == null || !settings.equals(wanted)) {
      close();
      settings = wanted;
      rig = new Rig(place(), seed, wanted);
      world = new World(rig.telegram(), seed);
    }
    rig.nodes(nodes);
    return new Run(name, rig, world);
  }

  Score judge(Run run) {
    Score score;
    try {
      score = run.judge();
    } catch (RuntimeException | AssertionError e) {
      String failure = e.getClass().getSimpleName() + " " + e.getMessage();
      score = new Score(run.name(), 0, 0, 0, 0, 0, 0, List.of(failure), 0, 0);
    }
    scores.add(score);
    log.accept(score.line());
    if (!score.isClean()) {
      log.accept("  logs of the nodes: " + folder.resolve("rig" + rigs) + ", seed " + seed);
      close();
    }
    return score;
  }

  List<Score> scores() {
    return scores;
  }

  private Path place() {
    try {
      rigs++;
      return Files.createDirectories(folder.resolve("rig" + rigs)).toAbsolutePath();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    if (rig != null) {
      rig.close();
      rig = null;
    }
  }
}
