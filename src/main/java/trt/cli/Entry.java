package trt.cli;

/** What a command starts when it needs the whole program; given by the composition root. */
@FunctionalInterface
public interface Entry {
  /**
   * Runs to the end.
   *
   * @return the exit code
   */
  int run() throws Exception;
}
