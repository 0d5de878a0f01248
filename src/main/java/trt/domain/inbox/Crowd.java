package trt.domain.inbox;

import java.util.List;

/**
 * What becomes of a chat in which far more waits than a person can have meant: its first updates
 * are answered together, once. A payment is never among them.
 */
public final class Crowd {
  private Crowd() {}

  /** What a waiting update is to somebody who has to decide whether it may be passed over. */
  public enum Nature {
    /** Gets no answer anyway. */
    SILENT,
    /** Wants an answer. */
    WORDS,
    /** A pressed button, which spins until its press is answered. */
    PRESS,
    /** Money has moved: it is handled, whatever waits. */
    PAYMENT
  }

  /**
   * How many of the first updates of a chat are answered together.
   *
   * @param waiting of one chat, in order
   * @param over up to so many that want an answer are answered one by one
   * @return 0 when the first one is answered alone
   */
  public static int together(List<Nature> waiting, int over) {
    int payment = waiting.indexOf(Nature.PAYMENT);
    List<Nature> before = payment < 0 ? waiting : waiting.subList(0, payment);
    long wanting = before.stream().filter(nature -> nature != Nature.SILENT).count();
    return wanting > over ? before.size() : 0;
  }
}
