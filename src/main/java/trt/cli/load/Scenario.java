package trt.cli.load;

/** Something that is measured. */
interface Scenario {
  /** Plays it and adds what it saw. Blocks. */
  void play(Stage stage, Findings findings) throws Exception;
}
