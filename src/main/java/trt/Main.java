package trt;

import java.util.List;
import trt.cli.TrtCommand;

/** Process entry. */
public final class Main {
  private Main() {}

  /** Runs the command named by the first argument. */
  public static void main(String[] args) {
    System.exit(TrtCommand.line(List.of(), List.of()).execute(args));
  }
}
