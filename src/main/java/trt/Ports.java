package trt;

/** Where the process listens, known once it does; matters when port 0 was asked for. */
final class Ports {
  private volatile int publicPort;
  private volatile int opsPort;

  int publicPort() {
    return publicPort;
  }

  int opsPort() {
    return opsPort;
  }

  void publicPort(int port) {
    publicPort = port;
  }

  void opsPort(int port) {
    opsPort = port;
  }
}
