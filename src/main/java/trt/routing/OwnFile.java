package trt.routing;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.SqlConnection;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import trt.domain.dialogue.OwnView;

/**
 * Everything that is kept of a person as one JSON document, newest first, as far as it fits; what
 * was left out is named in it.
 */
final class OwnFile {
  private static final int BYTES_PER_KILOBYTE = 1_024;

  private final RoutingParts.Own parts;
  private final Clock clock;

  OwnFile(RoutingParts.Own parts, Clock clock) {
    this.parts = parts;
    this.clock = clock;
  }

  /** The file, or how long to wait for it. */
  Future<? extends OwnView> make(SqlConnection connection, long user) {
    return parts
        .exports()
        .turn(connection, user, parts.config().exportEvery())
        .compose(
            wait ->
                wait.isPresent()
                    ? Future.succeededFuture((OwnView) new OwnView.TooSoon(wait.get()))
                    : content(connection, user).map(document -> (OwnView) document));
  }

  private Future<OwnView.Exported> content(SqlConnection connection, long user) {
    JsonObject document = new JsonObject().put("made", clock.instant().toString());
    JsonArray cut = new JsonArray();
    Future<Integer> chain =
        Future.succeededFuture(parts.config().exportKilobytes() * BYTES_PER_KILOBYTE);
    for (String subject : parts.exports().names()) {
      chain =
          chain.compose(
              left ->
                  parts
                      .exports()
                      .read(connection, user, subject, parts.config().exportRows() + 1)
                      .map(items -> put(document, cut, subject, items, left)));
    }
    return chain.map(
        left -> new OwnView.Exported(document.put("cut", cut).encodePrettily(), cut.isEmpty()));
  }

  /** How many bytes are left afterwards. */
  private int put(
      JsonObject document, JsonArray cut, String subject, List<JsonObject> items, int left) {
    JsonArray fitting = new JsonArray();
    int rest = left;
    for (JsonObject item : items) {
      int bytes = item.encode().getBytes(StandardCharsets.UTF_8).length;
      if (fitting.size() == parts.config().exportRows() || bytes > rest) {
        cut.add("only the newest " + fitting.size() + " of " + subject);
        break;
      }
      rest -= bytes;
      fitting.add(item);
    }
    document.put(subject, fitting);
    return rest;
  }
}
