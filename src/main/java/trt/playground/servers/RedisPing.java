package trt.playground.servers;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;

/** Asks a Redis whether it has loaded its data; while it loads, it answers with an error. */
final class RedisPing {
  private static final int LIMIT_MILLIS = 500;
  private static final byte[] PONG = "+PONG".getBytes(US_ASCII);

  private RedisPing() {}

  static boolean isAnswered(int port) {
    try (Socket socket = new Socket()) {
      socket.setSoTimeout(LIMIT_MILLIS);
      socket.connect(new InetSocketAddress(FreePort.loopback(), port), LIMIT_MILLIS);
      socket.getOutputStream().write("PING\r\n".getBytes(US_ASCII));
      byte[] answer = socket.getInputStream().readNBytes(PONG.length);
      return java.util.Arrays.equals(answer, PONG);
    } catch (IOException e) {
      return false;
    }
  }
}
