package trt.cli.load;

/**
 * Processor time of a stretch, seconds.
 *
 * @param others what the rest of the machine computed meanwhile: how noisy the measurement was
 */
record Usage(
    double bot, double postgres, double generator, double others, double wall, long botMiB) {
  /** Begins to look; {@link Mark#end} tells. */
  static Mark begin(Node node, Database database) {
    return new Mark(node.process(), database.process());
  }

  /** Where the clocks stood. */
  static final class Mark {
    private final ProcessHandle node;
    private final ProcessHandle postgres;
    private final long nanos = System.nanoTime();
    private final double[] before;

    private Mark(ProcessHandle node, ProcessHandle postgres) {
      this.node = node;
      this.postgres = postgres;
      this.before = now();
    }

    Usage end() {
      double[] after = now();
      double bot = after[0] - before[0];
      double database = after[1] - before[1];
      double generator = after[2] - before[2];
      double others = after[3] - before[3] - bot - database - generator;
      return new Usage(
          bot,
          database,
          generator,
          Math.max(0, others),
          (System.nanoTime() - nanos) / 1e9,
          Cpu.peakMemoryMiB(node));
    }

    private double[] now() {
      return new double[] {
        Cpu.seconds(node),
        Cpu.familySeconds(postgres),
        Cpu.seconds(ProcessHandle.current()),
        Cpu.machineSeconds()
      };
    }
  }

  /** Cores that others kept busy. */
  double noise() {
    return wall == 0 ? 0 : others / wall;
  }
}
