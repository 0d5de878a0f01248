package trt.faults;

import static trt.testing.TestVertx.get;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A wire between the bot and one outside system, which a test may break in the usual ways. */
final class ChaosProxy implements AutoCloseable {
  /** What happens to bytes from now on, on connections old and new. */
  enum Wire {
    /** Everything passes. */
    FINE,
    /** New connections are cut at once; old ones go on. */
    REFUSE,
    /** Bytes are taken and never passed on, in both directions: the half-open connection. */
    BLACK_HOLE,
    /** Nothing is taken any more: the sender's buffers fill and it has to wait. */
    STALL,
    /** Requests pass, answers do not. */
    DROP_ANSWERS,
    /** The connection is cut when the first byte of an answer comes: done, and nobody was told. */
    CUT_ANSWERS,
    /** Answers come in pieces of a few bytes with pauses. */
    DRIP
  }

  private static final int DRIP_BYTES = 16;
  private static final long DRIP_MS = 20;

  private final Vertx vertx;
  private final NetServer server;
  private final NetClient client;
  private final String host;
  private final Set<NetSocket> open = ConcurrentHashMap.newKeySet();
  private volatile int port;
  private volatile Wire wire = Wire.FINE;
  private volatile long delayMs;
  private volatile long cutAfter = Long.MAX_VALUE;

  ChaosProxy(Vertx vertx, String host, int port) {
    this.vertx = vertx;
    this.host = host;
    this.port = port;
    this.client = vertx.createNetClient();
    this.server = vertx.createNetServer().connectHandler(this::connected);
    get(server.listen(0, "127.0.0.1"));
  }

  int port() {
    return server.actualPort();
  }

  /** New connections go there: the server has come back elsewhere. */
  void leadTo(int newPort) {
    port = newPort;
  }

  void set(Wire newWire) {
    wire = newWire;
    if (newWire == Wire.STALL) {
      open.forEach(NetSocket::pause);
    }
  }

  /** Connections now. */
  int connections() {
    return open.size();
  }

  /** Every piece of an answer comes this much later. */
  void delay(long milliseconds) {
    delayMs = milliseconds;
  }

  /** Each connection is cut once its answers are this long together. */
  void cutAfter(long bytes) {
    cutAfter = bytes;
  }

  /** Cuts what is connected now. */
  void cutAll() {
    open.forEach(socket -> socket.close().onComplete(closed -> {}));
  }

  /** As new; connections made before stay. */
  void repair() {
    wire = Wire.FINE;
    open.forEach(NetSocket::resume);
    delayMs = 0;
    cutAfter = Long.MAX_VALUE;
  }

  private void connected(NetSocket near) {
    if (wire == Wire.REFUSE) {
      near.close().onComplete(closed -> {});
      return;
    }
    open.add(near);
    near.pause();
    client
        .connect(port, host)
        .onSuccess(far -> join(near, far))
        .onFailure(cause -> near.close().onComplete(closed -> {}));
  }

  private void join(NetSocket near, NetSocket far) {
    Answers answers = new Answers(near, far);
    // A cut connection says so on both sides; that is what the wire is for.
    near.exceptionHandler(cut -> {});
    far.exceptionHandler(cut -> {});
    near.handler(
        bytes -> {
          if (wire != Wire.BLACK_HOLE) {
            far.write(bytes).onComplete(written -> {});
          }
        });
    far.handler(answers::arrived);
    near.closeHandler(
        closed -> {
          open.remove(near);
          far.close().onComplete(done -> {});
        });
    far.closeHandler(closed -> answers.ended());
    if (wire != Wire.STALL) {
      near.resume();
    }
  }

  /** The way back of one connection; keeps the order of its pieces whatever the pauses. */
  private final class Answers {
    private final NetSocket near;
    private final NetSocket far;
    private long passed;
    private long lastAt;

    private Answers(NetSocket near, NetSocket far) {
      this.near = near;
      this.far = far;
    }

    private void arrived(Buffer bytes) {
      switch (wire) {
        case BLACK_HOLE, DROP_ANSWERS -> {}
        case CUT_ANSWERS -> cut();
        case DRIP -> {
          for (int at = 0; at < bytes.length(); at += DRIP_BYTES) {
            pass(bytes.getBuffer(at, Math.min(at + DRIP_BYTES, bytes.length())), DRIP_MS);
          }
        }
        case FINE, STALL, REFUSE -> pass(bytes, delayMs);
      }
    }

    private void pass(Buffer bytes, long pause) {
      long now = System.nanoTime() / 1_000_000;
      lastAt = Math.max(now, lastAt) + pause;
      if (lastAt <= now) {
        write(bytes);
      } else {
        vertx.setTimer(Math.max(1, lastAt - now), timer -> write(bytes));
      }
    }

    private void write(Buffer bytes) {
      if (passed + bytes.length() > cutAfter) {
        near.write(bytes.getBuffer(0, (int) Math.max(0, cutAfter - passed)))
            .onComplete(written -> cut());
      } else {
        passed += bytes.length();
        near.write(bytes).onComplete(written -> {});
      }
    }

    private void ended() {
      pass(Buffer.buffer(), delayMs);
      vertx.setTimer(delayMs + 1, timer -> near.close().onComplete(closed -> {}));
    }

    private void cut() {
      near.close().onComplete(closed -> {});
      far.close().onComplete(closed -> {});
    }
  }

  @Override
  public void close() {
    cutAll();
    get(server.close());
    get(client.close());
  }
}
