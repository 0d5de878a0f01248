package trt.faults;

import java.nio.file.Path;
import trt.Main;
import trt.supervision.Failpoint;

/** The program itself, with a {@link Trap} at its failpoints. */
public final class TrappedMain {
  private TrappedMain() {}

  /** As {@link Main}; the working folder is the node's own. */
  public static void main(String[] args) {
    Trap trap = new Trap(Path.of(Node.HELD));
    if (System.getProperty("trt.failpoint") == null) {
      Failpoint.arm(trap::hit);
    }
    Thread orders = new Thread(() -> trap.obey(System.in), "trap");
    orders.setDaemon(true);
    orders.start();
    Main.main(args);
  }
}
