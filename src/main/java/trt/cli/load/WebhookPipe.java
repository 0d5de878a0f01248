package trt.cli.load;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.NetSocket;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * Posts over a fixed number of connections, one request at a time on each, as Telegram does. A
 * broken connection is opened again. Lives on one event loop.
 */
final class WebhookPipe {
  private static final long REOPEN_MS = 200;

  private final Vertx vertx;
  private final NetClient net;
  private final int port;
  private final Deque<Connection> idle = new ArrayDeque<>();
  private final Deque<Post> waiting = new ArrayDeque<>();
  private boolean closed;

  /** Told how a post ended: status 0 when the connection broke. */
  @FunctionalInterface
  interface Answered {
    void answered(int status, int retryAfterSeconds);
  }

  private record Post(Buffer request, Answered answered) {}

  WebhookPipe(Vertx vertx, int port, int connections) {
    this.vertx = vertx;
    this.port = port;
    this.net = vertx.createNetClient(new NetClientOptions().setTcpNoDelay(true));
    for (int i = 0; i < connections; i++) {
      open();
    }
  }

  /** Posts as soon as a connection is free. */
  void post(Buffer request, Answered answered) {
    waiting.add(new Post(request, answered));
    next();
  }

  Future<Void> close() {
    closed = true;
    return net.close();
  }

  private void open() {
    net.connect(port, "127.0.0.1")
        .onSuccess(
            socket -> {
              idle.add(new Connection(socket));
              next();
            })
        .onFailure(refused -> reopen());
  }

  private void reopen() {
    if (!closed) {
      vertx.setTimer(REOPEN_MS, timer -> open());
    }
  }

  private void next() {
    while (!idle.isEmpty() && !waiting.isEmpty()) {
      idle.remove().begin(waiting.remove());
    }
  }

  private final class Connection {
    private final NetSocket socket;
    private Buffer pending = Buffer.buffer();
    private @Nullable Post current;

    Connection(NetSocket socket) {
      this.socket = socket;
      socket.handler(this::received);
      socket.closeHandler(gone -> broken());
      socket.exceptionHandler(failure -> socket.close().otherwiseEmpty());
    }

    void begin(Post post) {
      current = post;
      socket.write(post.request()).onFailure(gone -> socket.close().otherwiseEmpty());
    }

    private void received(Buffer chunk) {
      pending = pending.length() == 0 ? chunk : pending.appendBuffer(chunk);
      HttpHead head = HttpHead.of(pending);
      if (head == null || pending.length() < head.length() + head.bodyLength()) {
        return;
      }
      pending = Buffer.buffer();
      Post done = current;
      current = null;
      idle.add(this);
      if (done != null) {
        done.answered().answered(head.status(), head.retryAfter());
      }
      next();
    }

    private void broken() {
      idle.remove(this);
      Post lost = current;
      current = null;
      reopen();
      if (lost != null) {
        lost.answered().answered(0, 0);
      }
    }
  }
}
