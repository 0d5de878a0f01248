package trt.routing;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.SqlConnection;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import trt.domain.dialogue.Dialogue;
import trt.domain.dialogue.Errand;
import trt.domain.dialogue.Outcome;
import trt.domain.dialogue.Phrase;
import trt.domain.dialogue.Reply;
import trt.domain.dialogue.Scene;
import trt.domain.dialogue.Session;
import trt.domain.dialogue.Turn;
import trt.domain.inbox.PendingUpdate;
import trt.domain.outbox.Draft;
import trt.domain.outbox.Outgoing;
import trt.domain.wallet.Charge;
import trt.postgres.OutboxStore;
import trt.postgres.SceneStore;
import trt.text.ScreenRenderer;

/**
 * Lets the dialogue answer each update and writes what it decided, all in the caller's transaction.
 */
final class Turns {
  private final Supplier<Dialogue> dialogue;
  private final SceneStore scenes;
  private final OutboxStore outbox;
  private final Errands errands;
  private final Doings doings;
  private final PaymentHandler payments;
  private final Doorkeeper doorkeeper;
  private final ScreenRenderer renderer;
  private final Apology apology;
  private final Repeats repeats;
  private final Visible visible;
  private final Clock clock;

  Turns(RoutingParts parts, UpdateReader reader, Visible visible) {
    RoutingParts.Stores stores = parts.stores();
    this.dialogue = parts.dialogue();
    this.scenes = stores.scenes();
    this.outbox = stores.outbox();
    this.errands =
        new Errands(
            stores.jobs(),
            new MoneyErrands(parts.stars(), parts.currency()),
            new AdminErrands(parts),
            new OwnErrands(parts),
            new PastErrands(stores.past()));
    this.doings = new Doings(parts);
    this.payments = new PaymentHandler(parts.stars(), parts.renderer(), parts.meters());
    this.doorkeeper = new Doorkeeper(parts);
    this.renderer = parts.renderer();
    this.apology = new Apology(reader, parts.renderer(), parts.own().languages());
    this.repeats = new Repeats(parts.config().samePressWithin());
    this.visible = visible;
    this.clock = parts.clock();
  }

  /** Answers every update, in order; {@code found} holds their scenes in the same order. */
  Future<Void> take(
      SqlConnection connection,
      List<Received> received,
      List<SceneStore.Found> found,
      Effects effects) {
    List<SceneStore.Saved> sessions = new ArrayList<>();
    List<Draft> drafts = new ArrayList<>();
    Future<Void> chain = Future.succeededFuture();
    for (int i = 0; i < received.size(); i++) {
      Received one = received.get(i);
      SceneStore.Found scene = found.get(i);
      chain =
          chain
              .compose(v -> answer(connection, one, scene, effects))
              .map(
                  answered -> {
                    sessions.add(answered.session());
                    drafts.addAll(answered.drafts());
                    return null;
                  });
    }
    return chain.compose(v -> write(connection, sessions, drafts, effects));
  }

  /** Both statements are under way at once; the connection keeps their order. */
  private Future<Void> write(
      SqlConnection connection,
      List<SceneStore.Saved> sessions,
      List<Draft> drafts,
      Effects effects) {
    Future<Void> saved = scenes.save(connection, sessions);
    Future<List<Outgoing>> added = outbox.add(connection, drafts);
    return Future.join(saved, added)
        .onSuccess(v -> effects.outgoing().addAll(added.result()))
        .mapEmpty();
  }

  /** Tells the chat that an update was set aside. */
  Future<Void> apologize(
      SqlConnection connection, PendingUpdate update, String correlationId, Effects effects) {
    return apology
        .to(connection, update, correlationId)
        .compose(drafts -> outbox.add(connection, drafts))
        .onSuccess(effects.outgoing()::addAll)
        .mapEmpty();
  }

  private record Answered(SceneStore.Saved session, List<Draft> drafts) {}

  private Future<Answered> answer(
      SqlConnection connection, Received received, SceneStore.Found found, Effects effects) {
    Optional<Charge> charge = PaymentHandler.charge(received.input());
    Session session = session(found);
    if (charge.isPresent()) {
      return payments
          .book(connection, received, charge.get(), found.lang())
          .map(drafts -> counted(received, session, drafts, Visible.Due.ANY));
    }
    if (repeats.isOne(found.session(), received, clock.instant())) {
      Replies replies = replies(received, found, session);
      replies.toast(new Reply.Toast(Phrase.of("toast.repeated"), false));
      return Future.succeededFuture(counted(received, session, replies.drafts(), Visible.Due.ONE));
    }
    return doorkeeper
        .turnAway(connection, received, found)
        .compose(
            away ->
                away.isPresent()
                    ? Future.succeededFuture(
                        counted(received, session, away.get(), Visible.Due.ANY))
                    : converse(connection, received, found, session, effects));
  }

  private Future<Answered> converse(
      SqlConnection connection,
      Received received,
      SceneStore.Found found,
      Session session,
      Effects effects) {
    Dialogue now = dialogue.get();
    return errand(
            connection,
            received,
            found,
            now.errand(session, received.input(), received.place().group()))
        .compose(
            outcome -> {
              boolean group = received.place().group();
              Scene scene =
                  new Scene(
                      session,
                      found.name(),
                      found.purse(),
                      outcome,
                      group,
                      found.taste(),
                      found.lang());
              Turn turn = decide(now, received, scene);
              SceneStore.Found heard = OwnErrands.heard(found, outcome);
              Replies replies = replies(received, heard, turn.session());
              return doings
                  .run(turn, new Doings.At(connection, received, heard, session, replies, effects))
                  .map(v -> saved(received, turn, replies));
            });
  }

  private Future<Optional<Outcome>> errand(
      SqlConnection connection,
      Received received,
      SceneStore.Found found,
      Optional<Errand> errand) {
    return errand.isEmpty()
        ? Future.succeededFuture(Optional.empty())
        : errands.run(connection, received, found, errand.get());
  }

  private static Turn decide(Dialogue dialogue, Received received, Scene scene) {
    try {
      return dialogue.next(scene, received.input());
    } catch (RuntimeException e) {
      throw new RoutingRound.HandlerFailed(received.update(), e);
    }
  }

  private Answered saved(Received received, Turn turn, Replies replies) {
    List<Draft> drafts = replies.drafts();
    Session session = replies.kept().orElse(turn.session()).menuAt(replies.menu());
    return counted(received, session, drafts, Visible.due(received.input(), turn.replies()));
  }

  private Answered counted(
      Received received, Session session, List<Draft> drafts, Visible.Due due) {
    visible.count(received.update(), drafts, due);
    JsonObject state = repeats.noted(SessionJson.write(session), received, clock.instant());
    int cause = received.update().updateId();
    return new Answered(
        new SceneStore.Saved(People.key(received), state),
        drafts.stream().map(draft -> draft.causedBy(cause)).toList());
  }

  private Replies replies(Received received, SceneStore.Found found, Session session) {
    return new Replies(renderer, received, found.lang(), clock.instant(), session.menu());
  }

  private Session session(SceneStore.Found found) {
    Instant now = clock.instant();
    // A number no earlier session of this chat has used: sessions are swept, buttons stay.
    long freshFlow = now.getEpochSecond();
    return found
        .session()
        .map(json -> SessionJson.read(json, freshFlow))
        .orElseGet(() -> Session.fresh(freshFlow));
  }
}
