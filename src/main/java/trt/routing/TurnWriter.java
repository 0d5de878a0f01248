package trt.routing;

import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import trt.domain.dialogue.OwnView;
import trt.domain.dialogue.Reply;
import trt.domain.dialogue.Scene;
import trt.domain.dialogue.Turn;
import trt.domain.job.FailReason;
import trt.postgres.SceneStore;

/** Does what a turn of the dialogue has decided, in the transaction of the update. */
final class TurnWriter {
  private final JobStarts starts;
  private final InvoiceStarts invoices;
  private final FileReplies files;
  private final OwnReplies own;
  private final MoneyReplies money;
  private final MeterRegistry meters;

  TurnWriter(RoutingParts parts) {
    RoutingParts.Stores stores = parts.stores();
    this.starts = new JobStarts(stores.jobs(), parts.currency(), parts.config().jobsPerPerson());
    this.invoices = new InvoiceStarts(parts.stars(), parts.renderer());
    this.files = new FileReplies(stores.jobs(), parts.renderer());
    this.own = new OwnReplies(parts.renderer());
    this.money = new MoneyReplies(parts.stars().accounts(), stores.outbox(), parts.renderer());
    this.meters = parts.meters();
  }

  /** As every other end of a job is counted; a pass that is repeated counts again. */
  private void over(OwnView.Job job) {
    meters
        .timer("trt.job", "model", job.model(), "outcome", FailReason.CANCELLED.name())
        .record(job.age());
  }

  /** One reply after the other; what goes to the chat is collected in {@code replies}. */
  Future<Void> write(
      SqlConnection connection,
      Received received,
      SceneStore.Found found,
      Scene scene,
      Turn turn,
      Replies replies,
      Effects effects) {
    Future<Void> chain = Future.succeededFuture();
    for (Reply reply : turn.replies()) {
      if (reply instanceof Reply.Show show) {
        replies.show(show.screen());
      } else if (reply instanceof Reply.Toast toast) {
        replies.toast(toast);
      } else if (reply instanceof Reply.EndStatus end) {
        replies.elsewhere(own.end(received, found.lang(), end));
        effects.jobs().add(end.job().id());
        over(end.job());
      } else if (reply instanceof Reply.Document file) {
        replies.add("sendDocument", own.document(received.chatId(), found.lang(), file));
      } else if (reply instanceof Reply.Tell tell) {
        replies.tell(tell);
      } else if (reply instanceof Reply.SendFiles wish) {
        chain =
            chain.compose(
                v -> files.send(connection, found.lang(), received.chatId(), wish, replies));
      } else if (reply instanceof Reply.StartJob start) {
        chain =
            chain.compose(
                v ->
                    starts.start(
                        connection, received, found, scene.session(), start, replies, effects));
      } else if (reply instanceof Reply.Invoice invoice) {
        chain =
            chain.compose(
                v -> invoices.issue(connection, received, found.lang(), invoice, replies));
      } else if (reply instanceof Reply.OfMoney ofMoney) {
        chain =
            chain.compose(
                v -> money.send(connection, received, found.lang(), ofMoney, replies, effects));
      }
    }
    return chain;
  }
}
