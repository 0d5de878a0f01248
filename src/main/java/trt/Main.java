package trt;

import java.util.List;
import java.util.Set;
import trt.cli.EmulatorsCommand;
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
    System.exit(TrtCommand.line(commands, List.of()).execute(args));
  }

  private static int serve() throws Exception {
    Serving bot = Serving.start(ConfigSources.ofProcess(Set.of(Need.TELEGRAM, Need.DATABASE)));
    Runtime.getRuntime().addShutdownHook(new Thread(bot::stop, "shutdown"));
    return bot.untilTheEnd();
  }
}
