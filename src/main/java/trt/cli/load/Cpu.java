package trt.cli.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Processor time and memory of processes, as Linux tells it; elsewhere 0, which means unknown. */
final class Cpu {
  private static final double TICKS_A_SECOND = 100;
  private static final int UTIME = 11;
  private static final int OWN = 2;
  private static final int WITH_CHILDREN = 4;

  private Cpu() {}

  /** Seconds this process has computed. */
  static double seconds(ProcessHandle process) {
    return ticks(process, OWN) / TICKS_A_SECOND;
  }

  /** Seconds this process and all its children, living and dead, have computed. */
  static double familySeconds(ProcessHandle parent) {
    try (Stream<ProcessHandle> children = parent.descendants()) {
      double living = children.mapToDouble(child -> ticks(child, OWN)).sum();
      return (ticks(parent, WITH_CHILDREN) + living) / TICKS_A_SECOND;
    }
  }

  /** Seconds all processors together were busy since the machine started. */
  static double machineSeconds() {
    String[] words = read(Path.of("/proc/stat")).split("\n", 2)[0].trim().split("\\s+", -1);
    double ticks = 0;
    // user nice system (idle iowait) irq softirq steal
    for (int field : new int[] {1, 2, 3, 6, 7, 8}) {
      ticks += words.length > field ? Double.parseDouble(words[field]) : 0;
    }
    return ticks / TICKS_A_SECOND;
  }

  /** Peak of resident memory, MiB. */
  static long peakMemoryMiB(ProcessHandle process) {
    List<String> lines =
        read(Path.of("/proc", String.valueOf(process.pid()), "status")).lines().toList();
    return lines.stream()
        .filter(line -> line.startsWith("VmHWM:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
        .findFirst()
        .orElse(0);
  }

  private static double ticks(ProcessHandle process, int fields) {
    String stat = read(Path.of("/proc", String.valueOf(process.pid()), "stat"));
    String[] words = stat.substring(stat.lastIndexOf(')') + 1).trim().split(" ", -1);
    double ticks = 0;
    for (int i = UTIME; i < UTIME + fields && i < words.length; i++) {
      ticks += Double.parseDouble(words[i]);
    }
    return ticks;
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException gone) {
      return "";
    }
  }
}
