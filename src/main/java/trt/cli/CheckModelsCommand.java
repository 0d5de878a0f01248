package trt.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** The catalogue, from input to result. */
@Command(
    name = "models",
    description = {
      "Checks every sellable variant of every model offline, through an emulator of KIE in this"
          + " process: inputs, price, request, callback, result.",
      "One line each, failures first; needs no account and no network."
    },
    mixinStandardHelpOptions = true)
public final class CheckModelsCommand implements Callable<Integer> {
  private final Entry entry;

  /** Runs this entry. */
  public CheckModelsCommand(Entry entry) {
    this.entry = entry;
  }

  @Override
  public Integer call() throws Exception {
    return entry.run();
  }
}
