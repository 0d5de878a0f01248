package trt.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Production. */
@Command(
    name = "serve",
    description = "Runs the bot in production; every setting comes from the environment and conf/.",
    mixinStandardHelpOptions = true)
public final class ServeCommand implements Callable<Integer> {
  private final Entry entry;

  /** Runs this entry. */
  public ServeCommand(Entry entry) {
    this.entry = entry;
  }

  @Override
  public Integer call() throws Exception {
    return entry.run();
  }
}
