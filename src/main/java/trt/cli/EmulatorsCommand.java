package trt.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** The outside world, without the bot. */
@Command(
    name = "emulators",
    description = "Runs only the Telegram and KIE emulators and the chat page.",
    mixinStandardHelpOptions = true)
public final class EmulatorsCommand implements Callable<Integer> {
  private final Entry entry;

  /** Runs this entry. */
  public EmulatorsCommand(Entry entry) {
    this.entry = entry;
  }

  @Override
  public Integer call() throws Exception {
    return entry.run();
  }
}
