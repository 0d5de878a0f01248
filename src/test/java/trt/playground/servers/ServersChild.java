package trt.playground.servers;

import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/** A JVM with both servers, to be killed: prints their addresses, then waits for its end. */
final class ServersChild {
  private ServersChild() {}

  @SuppressWarnings("SystemOut")
  public static void main(String[] arguments) throws InterruptedException {
    EmbeddedServers servers = EmbeddedServers.start(Path.of(arguments[0]), false);
    System.out.println("ready " + servers.databaseUri() + " " + servers.redisUri());
    new CountDownLatch(1).await();
  }
}
