package trt.cli;

import java.util.List;
import java.util.concurrent.TimeoutException;

/** One question of the doctor's. May block, at most a few seconds. */
interface Check {
  /** Name of the thing that is checked; one word. */
  String name();

  /**
   * Looks.
   *
   * @throws RuntimeException with a text that may hold a secret: it is not shown
   */
  List<Verdict> run() throws TimeoutException;
}
