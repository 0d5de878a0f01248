package trt.playground.telegram.control;

import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import trt.playground.telegram.state.Events;

/** {@code /emulator/events?chat=ID}: what happens in a chat, as server-sent events. */
public final class EventStream {
  private static final int KEEP_ALIVE_MILLIS = 15_000;

  private final Events events;

  public EventStream(Events events) {
    this.events = events;
  }

  /** Adds the route. */
  public void mount(Router router) {
    router.get("/emulator/events").handler(this::stream);
  }

  /** A page too slow to read is cut off; it comes back and loads the chat anew. */
  private void stream(RoutingContext ctx) {
    List<String> chat = ctx.queryParam("chat");
    HttpServerResponse response =
        ctx.response()
            .setChunked(true)
            .putHeader("Content-Type", "text/event-stream")
            .putHeader("Cache-Control", "no-store");
    long timer =
        ctx.vertx().setPeriodic(KEEP_ALIVE_MILLIS, t -> send(response, ": still here\n\n"));
    Runnable unwatch =
        events.watch(
            event -> {
              if (chat.isEmpty() || isAbout(event, chat.get(0))) {
                send(response, "data: " + event.encode() + "\n\n");
              }
            });
    response.closeHandler(
        closed -> {
          unwatch.run();
          ctx.vertx().cancelTimer(timer);
        });
    send(response, "retry: 500\n\n");
  }

  private static boolean isAbout(JsonObject event, String chat) {
    long id = event.getLong("chat_id");
    return id == 0 || event.getString("type").equals("person") || Long.toString(id).equals(chat);
  }

  private static void send(HttpServerResponse response, String text) {
    if (response.closed()) {
      return;
    }
    if (response.writeQueueFull()) {
      response.reset();
      return;
    }
    response.write(text).onFailure(gone -> response.reset());
  }
}
