package trt.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** The bot, as a user sees it. */
@Command(
    name = "integration",
    description = {
      "Checks the full path: /start, menu, buttons, generation, result, top-up, refund, statement.",
      "Starts a bot of its own with the packaged settings, servers in a temporary folder and the"
          + " emulators; needs no account and no network, and touches no data of yours."
    },
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
