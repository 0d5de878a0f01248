package trt;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import trt.cli.CheckIntegrationCommand;
import trt.cli.CheckModelsCommand;
import trt.cli.EmulatorsCommand;
import trt.cli.ModelsCheck;
import trt.cli.PlaygroundCommand;
import trt.cli.ServeCommand;
import trt.cli.TrtCommand;
import trt.config.ConfigSources;
import trt.config.Need;

/** Process entry. */
public final class Main {
  private Main() {}

  /** Runs the command named by the first argument; exit codes as {@link TrtCommand} says. */
  public static void main(String[] args) {
    List<Object> commands =
        List.of(
            new ServeCommand(Main::serve),
            new PlaygroundCommand(Playground::run),
            new EmulatorsCommand(Playground::emulators));
    List<Object> checks =
        List.of(
            new CheckModelsCommand(Main::checkModels),
            new CheckIntegrationCommand(IntegrationCheck::run));
    System.exit(TrtCommand.line(commands, checks).execute(args));
  }

  private static int checkModels() throws Exception {
    return ModelsCheck.run(new PrintWriter(System.out, false, StandardCharsets.UTF_8));
  }

  private static int serve() throws Exception {
    Serving bot = Serving.start(ConfigSources.ofProcess(Set.of(Need.TELEGRAM, Need.DATABASE)));
    Runtime.getRuntime().addShutdownHook(new Thread(bot::stop, "shutdown"));
    return bot.untilTheEnd();
  }
}
