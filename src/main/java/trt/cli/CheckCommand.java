package trt.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The checks. */
@Command(
    name = "check",
    description = "Checks one thing and says what it found.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "CHECK")
final class CheckCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Say which check");
  }
}
