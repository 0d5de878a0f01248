package trt.playground.servers;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** A port of the loopback interface that nobody uses at this moment. */
public final class FreePort {
  private FreePort() {}

  /** Another process may take it before the server does; then the server is started again. */
  public static int next() {
    try (ServerSocket socket = new ServerSocket(0, 1, loopback())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new EmbeddedServerException("No free port on 127.0.0.1: " + e.getMessage(), e);
    }
  }

  /** 127.0.0.1 whatever the JVM prefers: the servers listen there only. */
  static InetAddress loopback() throws IOException {
    return InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
  }
}
