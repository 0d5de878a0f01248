package trt.testing;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Work of many clients at once. */
public final class Clients {
  private Clients() {}

  /** One piece of the work. */
  public interface Client {
    long work(long number) throws SQLException;
  }

  /** So many calls, so many of them at a time; what each returned, in their order. */
  public static List<Long> inParallel(int atOnce, int calls, Client client) {
    ExecutorService threads = Executors.newFixedThreadPool(atOnce);
    try {
      List<Callable<Long>> tasks = new ArrayList<>();
      for (int i = 0; i < calls; i++) {
        long number = i;
        tasks.add(() -> client.work(number));
      }
      List<Long> results = new ArrayList<>();
      for (Future<Long> result : threads.invokeAll(tasks)) {
        results.add(result.get());
      }
      return results;
    } catch (InterruptedException | ExecutionException e) {
      throw new AssertionError(e);
    } finally {
      threads.shutdown();
    }
  }
}
