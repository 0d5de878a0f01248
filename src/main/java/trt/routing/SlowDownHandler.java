package trt.routing;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import trt.domain.dialogue.Phrase;
import trt.domain.inbox.PendingUpdate;
import trt.domain.outbox.Draft;

/**
 * Asks people who are too fast to wait: a notice over each pressed button, a message at most once
 * in a while. Nothing of what was asked is done, so nothing is charged.
 */
final class SlowDownHandler implements BriefAnswer {
  private static final int REMEMBERED = 10_000;

  private final UpdateReader reader;
  private final Notices notices;
  private final Duration every;
  private final Clock clock;
  private final Map<Long, Told> told =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, Told> eldest) {
          return size() > REMEMBERED;
        }
      };

  /** Which update was told: the same again, after a failure, is told again. */
  private record Told(int updateId, Instant until) {}

  SlowDownHandler(UpdateReader reader, Notices notices, Duration every, Clock clock) {
    this.reader = reader;
    this.notices = notices;
    this.every = every;
    this.clock = clock;
  }

  @Override
  public Future<List<Draft>> to(SqlConnection connection, List<PendingUpdate> consumed) {
    Instant now = clock.instant();
    List<Draft> drafts = new ArrayList<>();
    for (PendingUpdate update : consumed) {
      reader
          .readable(update)
          .ifPresent(
              received -> {
                if (received.callbackQueryId().isPresent()) {
                  drafts.add(notices.toast(received, Phrase.of("toast.wait"), now));
                } else if (mayTell(update, now)) {
                  drafts.add(notices.message(received, Phrase.of("busy.wait"), name(update)));
                }
              });
    }
    return Future.succeededFuture(drafts);
  }

  private boolean mayTell(PendingUpdate update, Instant now) {
    Told before = told.get(update.chatKey());
    boolean silent =
        before != null && before.updateId() != update.updateId() && now.isBefore(before.until());
    if (!silent) {
      told.put(update.chatKey(), new Told(update.updateId(), now.plus(every)));
    }
    return !silent;
  }

  private static String name(PendingUpdate update) {
    return "w:" + update.feedId() + ":" + update.updateId();
  }
}
