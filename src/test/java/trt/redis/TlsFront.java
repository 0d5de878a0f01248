package trt.redis;

import static trt.testing.TestVertx.get;

import io.vertx.core.Vertx;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.NetSocket;
import io.vertx.core.net.SelfSignedCertificate;
import java.util.concurrent.atomic.AtomicInteger;

/** A TLS server with a certificate that nobody vouches for, before a plain one. */
final class TlsFront implements AutoCloseable {
  private final SelfSignedCertificate certificate = SelfSignedCertificate.create("localhost");
  private final AtomicInteger refused = new AtomicInteger();
  private final NetServer server;

  private TlsFront(Vertx vertx, int port) {
    server =
        vertx
            .createNetServer(
                new NetServerOptions()
                    .setHost("localhost")
                    .setSsl(true)
                    .setKeyCertOptions(certificate.keyCertOptions()))
            .exceptionHandler(failure -> refused.incrementAndGet())
            .connectHandler(front -> join(vertx, front.pause(), port));
  }

  private static void join(Vertx vertx, NetSocket front, int port) {
    vertx
        .createNetClient()
        .connect(port, "127.0.0.1")
        .onSuccess(
            back -> {
              back.handler(front::write);
              front.closeHandler(end -> back.close());
              front.handler(back::write).resume();
            });
  }

  static TlsFront before(Vertx vertx, int port) {
    TlsFront front = new TlsFront(vertx, port);
    get(front.server.listen(0));
    return front;
  }

  int port() {
    return server.actualPort();
  }

  int refusedHandshakes() {
    return refused.get();
  }

  @Override
  public void close() {
    get(server.close());
    certificate.delete();
  }
}
