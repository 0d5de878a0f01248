package trt.routing;

import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import trt.domain.dialogue.OwnView;
import trt.domain.dialogue.Reply;
import trt.domain.dialogue.Session;
import trt.domain.dialogue.Turn;
import trt.domain.job.FailReason;
import trt.postgres.SceneStore;

/** Does what a turn decided, one thing after the other, in the transaction of its update. */
final class Doings {
  private final JobStarts starts;
  private final InvoiceStarts invoices;
  private final FileReplies files;
  private final PastDeeds past;
  private final OwnReplies own;
  private final MoneyReplies money;
  private final ChartReplies charts;
  private final MeterRegistry meters;

  Doings(RoutingParts parts) {
    RoutingParts.Stores stores = parts.stores();
    this.starts =
        new JobStarts(
            stores.jobs(), stores.tastes(), parts.currency(), parts.config().jobsPerPerson());
    this.invoices = new InvoiceStarts(parts.stars(), parts.renderer());
    this.files = new FileReplies(stores.jobs(), parts.renderer());
    this.past = new PastDeeds(stores.past(), stores.tastes(), parts.renderer());
    this.own = new OwnReplies(parts.renderer());
    this.charts = new ChartReplies(parts.renderer());
    this.meters = parts.meters();
    this.money = new MoneyReplies(parts.stars().accounts(), stores.outbox(), parts.renderer());
  }

  /**
   * Where a turn happens.
   *
   * @param before the dialogue before it
   */
  record At(
      SqlConnection connection,
      Received received,
      SceneStore.Found found,
      Session before,
      Replies replies,
      Effects effects) {}

  Future<Void> run(Turn turn, At at) {
    Future<Void> chain = Future.succeededFuture();
    for (Reply reply : turn.replies()) {
      chain = chain.compose(v -> run(reply, at));
    }
    return chain;
  }

  private Future<Void> run(Reply reply, At at) {
    String lang = at.found().lang();
    if (reply instanceof Reply.Show show) {
      at.replies().show(show.screen());
    } else if (reply instanceof Reply.Toast toast) {
      at.replies().toast(toast);
    } else if (reply instanceof Reply.EndStatus end) {
      at.replies().elsewhere(own.end(at.received(), lang, end));
      at.effects().jobs().add(end.job().id());
      over(end.job());
    } else if (reply instanceof Reply.Document file) {
      at.replies().add("sendDocument", own.document(at.received().chatId(), lang, file));
    } else if (reply instanceof Reply.Tell tell) {
      at.replies().tell(tell);
    } else if (reply instanceof Reply.SendFiles wish) {
      return files.send(at.connection(), lang, at.received().chatId(), wish, at.replies());
    } else if (reply instanceof Reply.StartJob start) {
      return starts.start(
          at.connection(),
          at.received(),
          at.found(),
          at.before(),
          start,
          at.replies(),
          at.effects());
    } else if (reply instanceof Reply.Invoice invoice) {
      return invoices.issue(at.connection(), at.received(), lang, invoice, at.replies());
    } else if (reply instanceof Reply.OfMoney ofMoney) {
      return money.send(at.connection(), at.received(), lang, ofMoney, at.replies(), at.effects());
    } else if (reply instanceof Reply.Chart chart) {
      return charts.send(at.received().chatId(), lang, chart, at.replies());
    } else if (reply instanceof Reply.Do wish) {
      return past.run(at.connection(), at.received(), lang, wish.deed(), at.replies());
    }
    return Future.succeededFuture();
  }

  /** As every other end of a job is counted; a pass that is repeated counts again. */
  private void over(OwnView.Job job) {
    meters
        .timer("trt.job", "model", job.model(), "outcome", FailReason.CANCELLED.name())
        .record(job.age());
  }
}
