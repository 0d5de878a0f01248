package trt.playground.telegram.state;

import io.vertx.core.json.JsonObject;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.function.Consumer;

/** What just changed, for those who watch: the chat page and tests. Nothing is kept. */
public final class Events {
  private final Set<Consumer<JsonObject>> watchers = new CopyOnWriteArraySet<>();

  /** Tells the watcher about everything from now on, until the returned action is run. */
  public Runnable watch(Consumer<JsonObject> watcher) {
    watchers.add(watcher);
    return () -> watchers.remove(watcher);
  }

  /** Announces {@code {"type":type,"chat_id":chatId,"value":value}}. */
  public void emit(String type, long chatId, JsonObject value) {
    if (!watchers.isEmpty()) {
      JsonObject event =
          new JsonObject().put("type", type).put("chat_id", chatId).put("value", value.copy());
      watchers.forEach(watcher -> watcher.accept(event));
    }
  }
}
