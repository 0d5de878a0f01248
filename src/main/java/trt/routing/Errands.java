package trt.routing;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.util.Optional;
import trt.domain.dialogue.Errand;
import trt.domain.dialogue.Outcome;
import trt.postgres.JobStore;
import trt.postgres.SceneStore;

/** Does what an input needs done before it can be answered, in the transaction of its update. */
final class Errands {
  private final JobStore jobs;
  private final MoneyErrands money;

  private final AdminErrands admin;

  private final OwnErrands own;

  Errands(JobStore jobs, MoneyErrands money, AdminErrands admin, OwnErrands own) {
    this.jobs = jobs;
    this.money = money;
    this.admin = admin;
    this.own = own;
  }

  /** Empty when there is nothing of the kind, or it is not this person's. */
  Future<Optional<Outcome>> run(
      SqlConnection connection, Received received, SceneStore.Found found, Errand errand) {
    if (errand instanceof Errand.Recall recall) {
      return recall(connection, received, recall);
    }
    if (errand instanceof Errand.Own mine) {
      return own.run(connection, received, found, mine.wish());
    }
    if (errand instanceof Errand.OfMoney ofMoney) {
      return money.run(connection, received, ofMoney);
    }
    if (errand instanceof Errand.Administer administer) {
      return admin.run(connection, received, administer.wish());
    }
    throw new IllegalStateException("nobody runs " + errand);
  }

  private Future<Optional<Outcome>> recall(
      SqlConnection connection, Received received, Errand.Recall recall) {
    return jobs.find(connection, recall.job())
        .map(
            found ->
                found
                    .filter(job -> job.order().userId() == received.person().id())
                    .map(
                        job ->
                            new Outcome.PastJob(
                                job.job().id(),
                                job.order().model(),
                                job.order().input().getMap())));
  }
}
