package trt.playground.telegram.control;

import io.vertx.core.json.JsonObject;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** The latest calls of the Bot API, oldest first; the oldest go when the log is full. */
public final class CallLog {
  private final Deque<LoggedCall> calls = new ArrayDeque<>();
  private final List<Consumer<LoggedCall>> listeners = new CopyOnWriteArrayList<>();
  private final InstantSource clock;
  private final int limit;
  private long count;

  public CallLog(InstantSource clock, int limit) {
    this.clock = clock;
    this.limit = limit;
  }

  /** Calls the listener for every call from now on, on the emulator's event loop. */
  public void listen(Consumer<LoggedCall> listener) {
    listeners.add(listener);
  }

  /** Notes a call that has been decided. */
  public void add(
      String method, JsonObject params, int status, String description, Set<String> ignored) {
    LoggedCall call;
    synchronized (this) {
      call = new LoggedCall(++count, clock.instant(), method, params, status, description, ignored);
      calls.add(call);
      if (calls.size() > limit) {
        calls.removeFirst();
      }
    }
    listeners.forEach(listener -> listener.accept(call));
  }

  /** All calls kept. */
  public synchronized List<LoggedCall> all() {
    return List.copyOf(calls);
  }

  /** The calls of one method. */
  public List<LoggedCall> of(String method) {
    return all().stream().filter(c -> c.method().equals(method)).toList();
  }

  /** Forgets the calls; their numbers go on. */
  public synchronized void clear() {
    calls.clear();
  }
}
