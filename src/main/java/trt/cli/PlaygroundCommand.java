package trt.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The bot on a machine that has nothing. */
@Command(
    name = "playground",
    description = {
      "Runs the bot without any account: embedded PostgreSQL and Redis, emulated Telegram and KIE,",
      "and a chat page. Prints the page's address last."
    },
    mixinStandardHelpOptions = true)
public final class PlaygroundCommand implements Callable<Integer> {
  private final Playground playground;

  @Option(names = "--fresh", description = "Forget everything that earlier runs left in .data/.")
  private boolean fresh;

  /** Runs this playground. */
  public PlaygroundCommand(Playground playground) {
    this.playground = playground;
  }

  @Override
  public Integer call() throws Exception {
    return playground.run(fresh);
  }

  /** The playground, given by the composition root. */
  @FunctionalInterface
  public interface Playground {
    /**
     * Runs until the process is told to stop.
     *
     * @param fresh wipe the data first
     * @return the exit code
     */
    int run(boolean fresh) throws Exception;
  }
}
