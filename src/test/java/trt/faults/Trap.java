package trt.faults;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import trt.supervision.Failpoint;

/**
 * What happens at the failpoints of a node. Set line by line over its standard input: {@code halt
 * <name> <n>} dies at the n-th hit from now on, {@code hold <name> <n>} stops the thread there and
 * says so with a file, {@code release} lets it go on. When the input ends, whoever started the node
 * is gone, and so is the node.
 */
final class Trap {
  private final Path heldFile;
  private String place = "";
  private boolean halts;
  private int left;
  private CountDownLatch held = new CountDownLatch(0);

  Trap(Path heldFile) {
    this.heldFile = heldFile;
  }

  void hit(String name) {
    CountDownLatch wait = sprung(name);
    if (wait != null) {
      try {
        Files.writeString(heldFile, name);
        wait.await();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private synchronized CountDownLatch sprung(String name) {
    if (!name.equals(place) || --left != 0) {
      return null;
    }
    place = "";
    if (halts) {
      Failpoint.halt();
    }
    held = new CountDownLatch(1);
    return held;
  }

  /** Reads orders until the input ends, then ends the process. */
  void obey(InputStream input) {
    try (BufferedReader orders =
        new BufferedReader(new InputStreamReader(input, StandardCharsets.UTF_8))) {
      String order = orders.readLine();
      while (order != null) {
        take(order.split(" ", -1));
        order = orders.readLine();
      }
    } catch (IOException gone) {
      // the same as the end of the input
    }
    Failpoint.halt();
  }

  private synchronized void take(String[] words) {
    switch (words[0]) {
      case "release" -> held.countDown();
      case "disarm" -> place = "";
      default -> {
        halts = words[0].equals("halt");
        place = words[1];
        left = Integer.parseInt(words[2]);
      }
    }
  }
}
