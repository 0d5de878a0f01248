package trt.routing;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.util.Optional;
import trt.domain.dialogue.Outcome;
import trt.domain.dialogue.PastWish;
import trt.postgres.PastStore;

/** Looks up a person's own results. */
final class PastErrands {
  private final PastStore past;

  PastErrands(PastStore past) {
    this.past = past;
  }

  Future<Optional<Outcome>> run(SqlConnection connection, Received received, PastWish wish) {
    long person = received.person().id();
    if (wish instanceof PastWish.Page page) {
      return past.page(connection, person, page).map(view -> Optional.of(new Outcome.Past(view)));
    }
    return past.item(
            connection, person, ((PastWish.Open) wish).job(), Confirmation.onceMore(received))
        .map(found -> found.map(Outcome.Past::new));
  }
}
