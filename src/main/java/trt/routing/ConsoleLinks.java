package trt.routing;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.net.URI;
import java.time.Duration;
import java.util.Set;
import java.util.function.Supplier;
import trt.domain.dialogue.admin.AdminView;
import trt.postgres.ConsoleStore;

/**
 * Makes links into the console; each can be used once.
 *
 * @param tokens too long to be guessed
 * @param publicUrl where operators reach the port of the console
 * @param life how long a link can be used
 */
public record ConsoleLinks(
    ConsoleStore store, Supplier<String> tokens, URI publicUrl, Duration life) {
  private static final Set<String> HERE = Set.of("127.0.0.1", "localhost", "[::1]");

  /** A link for this operator, in the caller's transaction; the one before ends. */
  Future<AdminView.Console> link(SqlConnection connection, long operator) {
    String token = tokens.get();
    AdminView.Console view =
        new AdminView.Console(
            publicUrl + "/console/login?t=" + token,
            !HERE.contains(publicUrl.getHost()),
            Math.max(1, life.toMinutes()));
    return store.link(connection, operator, token, life).map(view);
  }
}
