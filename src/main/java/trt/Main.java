package trt;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
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
  private static final int START_PATIENCE_SECONDS = 10;

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
    CompletableFuture<Serving> started = new CompletableFuture<>();
    Runtime.getRuntime().addShutdownHook(new Thread(() -> end(started), "shutdown"));
    try {
      Serving bot = Serving.start(ConfigSources.ofProcess(Set.of(Need.TELEGRAM, Need.DATABASE)));
      started.complete(bot);
      return bot.untilTheEnd();
    } finally {
      started.cancel(false);
    }
  }

  /** A signal during the start: what is nearly running is stopped in order, what hangs is not. */
  private static void end(CompletableFuture<Serving> started) {
    try {
      started.get(START_PATIENCE_SECONDS, TimeUnit.SECONDS).end();
    } catch (TimeoutException hangs) {
      System.err.println("Ended before it was running");
    } catch (CancellationException | ExecutionException failed) {
      // It has said why; there is nothing to stop.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
