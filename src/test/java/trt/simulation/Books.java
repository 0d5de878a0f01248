package trt.simulation;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * The wallets of one person and what is held on them, as {@code job_create} and {@code job_settle}
 * keep them.
 */
final class Books {
  private final Set<Guard> guards;
  private final Map<Long, Hold> open = new HashMap<>();
  private final Map<Long, String> closed = new HashMap<>();
  private final Account stars = new Account();
  private final Account free = new Account();

  Books(Set<Guard> guards, long gift, long freeToday) {
    this.guards = guards;
    stars.available = gift;
    stars.given = gift;
    free.available = freeToday;
    free.given = freeToday;
  }

  private static final class Account {
    private long given;
    private long available;
    private long held;
    private long spent;
  }

  private record Hold(Account account, long amount) {}

  long available() {
    return stars.available;
  }

  long held() {
    return stars.held;
  }

  long freeLeft() {
    return free.available;
  }

  void topUp(long amount) {
    stars.given += amount;
    stars.available += amount;
  }

  /** False, and nothing happened, when there is not enough. */
  boolean hold(long job, boolean free, long price) {
    Account account = free ? this.free : stars;
    if (guards.contains(Guard.ENOUGH_MONEY) && account.available < price) {
      return false;
    }
    account.available -= price;
    account.held += price;
    open.put(job, new Hold(account, price));
    return true;
  }

  void close(long job, boolean capture) {
    Broken.unless(!closed.containsKey(job), "job " + job + " was settled twice");
    Hold hold = open.remove(job);
    Broken.unless(hold != null, "job " + job + " was settled and holds nothing");
    closed.put(job, capture ? "captured" : "released");
    hold.account.held -= hold.amount;
    if (capture) {
      hold.account.spent += hold.amount;
    } else {
      hold.account.available += hold.amount;
    }
  }

  boolean isOpen(long job) {
    return open.containsKey(job);
  }

  boolean isCaptured(long job) {
    return "captured".equals(closed.get(job));
  }

  boolean isReleased(long job) {
    return "released".equals(closed.get(job));
  }

  void check() {
    for (Account account : new Account[] {stars, free}) {
      Broken.unless(account.available >= 0, "a wallet is below zero: " + account.available);
      Broken.unless(account.held >= 0, "less than nothing is held: " + account.held);
      long holds =
          open.values().stream().filter(h -> h.account == account).mapToLong(Hold::amount).sum();
      Broken.unless(account.held == holds, account.held + " is held for holds of " + holds);
      Broken.unless(
          account.given == account.available + account.held + account.spent, "money came or went");
    }
  }

  void checkTheEnd() {
    Broken.unless(open.isEmpty(), "money stays held for jobs " + open.keySet());
  }
}
