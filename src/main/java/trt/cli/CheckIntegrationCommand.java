package trt.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** The bot, as a user sees it. */
@Command(
    name = "integration",
    description =
        "Checks the full path: /start, menu, generation, result, top-up, refund, history.",
    mixinStandardHelpOptions = true)
public final class CheckIntegrationCommand implements Callable<Integer> {
  private final Entry entry;

  /** Runs this entry. */
  public CheckIntegrationCommand(Entry entry) {
    this.entry = entry;
  }

  @Override
  public Integer call() throws Exception {
    return entry.run();
  }
}
