package trt.routing;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import trt.domain.dialogue.Phrase;
import trt.domain.inbox.PendingUpdate;
import trt.domain.outbox.Draft;

/**
 * Somebody was much faster than the bot: one message for all of it, and an answer for each pressed
 * button. Nothing of what was asked is done, so nothing is charged.
 */
final class CrowdHandler implements BriefAnswer {
  private final UpdateReader reader;
  private final Notices notices;
  private final Tongues tongues;
  private final Clock clock;

  CrowdHandler(UpdateReader reader, Notices notices, Tongues tongues, Clock clock) {
    this.reader = reader;
    this.notices = notices;
    this.tongues = tongues;
    this.clock = clock;
  }

  @Override
  public Future<List<Draft>> to(SqlConnection connection, List<PendingUpdate> consumed) {
    List<Received> wanting =
        consumed.stream().flatMap(update -> reader.readable(update).stream()).toList();
    return tongues.of(connection, wanting).map(this::drafts);
  }

  private List<Draft> drafts(List<Received> wanting) {
    Instant now = clock.instant();
    List<Draft> drafts = new ArrayList<>();
    for (Received one : wanting) {
      if (one.callbackQueryId().isPresent()) {
        drafts.add(notices.toast(one, Phrase.of("toast.skipped"), now));
      }
    }
    Optional<Received> last =
        wanting.isEmpty() ? Optional.empty() : Optional.of(wanting.get(wanting.size() - 1));
    last.ifPresent(one -> drafts.add(notices.message(one, together(wanting.size()), name(one))));
    return drafts;
  }

  private static Phrase together(int count) {
    return Phrase.of("busy.skipped", "count", count);
  }

  private static String name(Received last) {
    return "c:" + last.update().feedId() + ":" + last.update().updateId();
  }
}
