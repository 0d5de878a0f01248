package trt.cli;

import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import trt.config.ConfigProblems;

/** The program: one command per thing an operator does. */
@Command(
    name = "trt-bot",
    description = "A Telegram bot that sells AI generations, and the engine under it.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    synopsisSubcommandLabel = "COMMAND",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:fine", "1:a check failed", "2:wrong usage or configuration"})
public final class TrtCommand implements Runnable {
  /** Fine. */
  public static final int FINE = 0;

  /** A check failed. */
  public static final int FAILED = 1;

  /** Wrong usage or configuration. */
  public static final int WRONG = 2;

  @Spec private CommandSpec spec = CommandSpec.create();

  /**
   * The command line.
   *
   * @param more commands that need the whole program, such as {@link ServeCommand}
   * @param moreChecks checks that do, such as {@link CheckModelsCommand}
   */
  public static CommandLine line(List<?> more, List<?> moreChecks) {
    CommandLine check =
        new CommandLine(new CheckCommand()).addSubcommand(new CheckWebhookCommand());
    moreChecks.forEach(check::addSubcommand);
    CommandLine root = new CommandLine(new TrtCommand());
    more.forEach(root::addSubcommand);
    return root.addSubcommand(new DoctorCommand())
        .addSubcommand(new MigrateCommand())
        .addSubcommand(new QuarantineCommand())
        .addSubcommand(new RefundCommand())
        .addSubcommand(check)
        .addSubcommand(new LoadCommand())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExecutionExceptionHandler((failure, line, parsed) -> explain(failure, line));
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Say which command");
  }

  private static int explain(Exception failure, CommandLine line) {
    if (failure instanceof ConfigProblems problems) {
      line.getErr().println("The configuration cannot be used:");
      problems.problems().forEach(one -> line.getErr().println("  " + one.text()));
      return WRONG;
    }
    line.getErr().println(failure.getClass().getSimpleName() + ": " + failure.getMessage());
    return FAILED;
  }
}
