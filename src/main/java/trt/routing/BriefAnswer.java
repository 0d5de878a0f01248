package trt.routing;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.util.List;
import trt.domain.inbox.PendingUpdate;
import trt.domain.outbox.Draft;

/** An answer that needs no scene and changes none. */
@FunctionalInterface
interface BriefAnswer {
  /**
   * The calls that answer these updates, which the transaction of the connection has consumed.
   *
   * @throws RoutingRound.HandlerFailed when one of them cannot be understood
   */
  Future<List<Draft>> to(SqlConnection connection, List<PendingUpdate> consumed);
}
