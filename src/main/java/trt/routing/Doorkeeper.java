package trt.routing;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.SqlConnection;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import trt.domain.dialogue.Phrase;
import trt.domain.inbox.PendingUpdate;
import trt.domain.outbox.Draft;
import trt.postgres.SceneStore;

/**
 * Whom the dialogue does not hear: who is banned, and everybody but operators while the bot is
 * being maintained. Nothing is done for them and no money moves. What Telegram has charged never
 * comes by here: it is credited whoever has paid it.
 */
final class Doorkeeper {
  /** Telegram forgets a callback query after 150 s; answering later is pointless. */
  private static final Duration QUERY_LIFE = Duration.ofSeconds(150);

  private final RoutingParts.Desk desk;
  private final Notices notices;
  private final Duration tellEvery;
  private final Clock clock;

  Doorkeeper(RoutingParts parts) {
    this.desk = parts.desk();
    this.notices = new Notices(parts.renderer());
    this.tellEvery = parts.config().banNoticeEvery();
    this.clock = parts.clock();
  }

  /** The calls that answer somebody who is not let in; empty for everybody else. */
  Future<Optional<List<Draft>>> turnAway(
      SqlConnection connection, Received received, SceneStore.Found found) {
    if (desk.ids().contains(received.person().id())) {
      return Future.succeededFuture(Optional.empty());
    }
    if (found.banned()) {
      return desk.bans()
          .mayTell(connection, received.person().id(), tellEvery)
          .map(tell -> Optional.of(answer(received, Phrase.of("banned"), tell)));
    }
    return Future.succeededFuture(
        desk.switches().get().maintenance()
            ? Optional.of(answer(received, Phrase.of("maintenance"), true))
            : Optional.empty());
  }

  private List<Draft> answer(Received received, Phrase phrase, boolean tell) {
    PendingUpdate update = received.update();
    if (received.callbackQueryId().isPresent()) {
      return List.of(tell ? notices.toast(received, phrase, clock.instant()) : silence(received));
    }
    return tell
        ? List.of(
            notices.message(received, phrase, "z:" + update.feedId() + ":" + update.updateId()))
        : List.of();
  }

  /** The pressed button stops spinning. */
  private Draft silence(Received received) {
    JsonObject params =
        new JsonObject().put("callback_query_id", received.callbackQueryId().orElse(""));
    return Notices.query(
        received.update(), "answerCallbackQuery", params, clock.instant().plus(QUERY_LIFE));
  }
}
