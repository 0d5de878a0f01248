package trt.routing;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.SqlConnection;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import trt.domain.dialogue.CallOff;
import trt.domain.dialogue.Input;
import trt.domain.dialogue.Phrase;
import trt.domain.dialogue.Purpose;
import trt.domain.dialogue.Reply;
import trt.domain.dialogue.Screen;
import trt.domain.dialogue.Session;
import trt.domain.job.Job;
import trt.domain.job.JobState;
import trt.domain.pricing.PriceList;
import trt.postgres.JobStore;
import trt.postgres.SceneStore;
import trt.postgres.TasteStore;

/**
 * The confirmed order: hold, job and status message, in the transaction that consumes the press.
 */
final class JobStarts {
  private final JobStore jobs;
  private final TasteStore tastes;
  private final String currency;
  private final int most;

  /**
   * @param most unfinished jobs of one person
   */
  JobStarts(JobStore jobs, TasteStore tastes, String currency, int most) {
    this.jobs = jobs;
    this.tastes = tastes;
    this.currency = currency;
    this.most = most;
  }

  /** One press, one job: chat, message and order number name the confirmation for ever. */
  Future<Void> start(
      SqlConnection connection,
      Received received,
      SceneStore.Found found,
      Session before,
      Reply.StartJob start,
      Replies replies,
      Effects effects) {
    long messageId = received.input() instanceof Input.Press press ? press.messageId() : 0;
    // What is under a result must not take the result's place.
    boolean menu = received.input() instanceof Input.Press press && !press.onMedia();
    String confirmKey = Confirmation.of(received, before.flow());
    JobStore.Order order =
        new JobStore.Order(
            received.person().id(),
            received.chatId(),
            menu && messageId > 0 ? OptionalLong.of(messageId) : OptionalLong.empty(),
            new JobStore.Spot(received.place().thread(), received.place().replyTo()),
            found.lang(),
            start.model(),
            new JsonObject(new LinkedHashMap<>(start.inputs())),
            start.price(),
            start.free() ? PriceList.FREE_CURRENCY : currency,
            start.credits(),
            OptionalInt.of(received.update().updateId()));
    long wallet = start.free() ? found.purse().freeWallet() : found.purse().starsWallet();
    return jobs.unfinished(connection, found.purse().starsWallet(), found.purse().freeWallet())
        .compose(
            running -> {
              if (running >= most) {
                replies.keep(before);
                replies.show(TooMany.screen(received.input(), start, running));
                return Future.<Void>succeededFuture();
              }
              return jobs.create(
                      connection,
                      order,
                      wallet,
                      received.update().shard(),
                      received.update().chatKey(),
                      confirmKey)
                  .compose(
                      created -> answer(connection, received, created, start, replies, effects));
            });
  }

  /** With the button that calls it off. */
  private static Screen waiting(Screen accepted, long job) {
    return new Screen(accepted.text(), CallOff.rows(new Job(job, JobState.NEW, 0, 0)));
  }

  /** What only helps with an order is no model the person has chosen. */
  private Future<Void> used(SqlConnection connection, Received received, Reply.StartJob start) {
    return Purpose.of(start.inputs()).isPresent()
        ? Future.succeededFuture()
        : tastes.used(connection, received.person().id(), start.model());
  }

  private Future<Void> answer(
      SqlConnection connection,
      Received received,
      JobStore.Created created,
      Reply.StartJob start,
      Replies replies,
      Effects effects) {
    switch (created.kind()) {
      case NEW -> {
        Optional<String> call = replies.turnInto(waiting(start.accepted(), created.jobId()));
        effects.jobs().add(created.jobId());
        return used(connection, received, start)
            .compose(
                v ->
                    call.isEmpty()
                        ? Future.succeededFuture()
                        : jobs.statusIs(connection, created.jobId(), call.get()));
      }
      case ALREADY -> replies.toast(new Reply.Toast(Phrase.of("toast.started"), false));
      case NO_MONEY -> replies.show(start.refused());
    }
    return Future.succeededFuture();
  }
}
