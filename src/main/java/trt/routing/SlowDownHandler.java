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
  private final Tongues tongues;
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

  SlowDownHandler(
      UpdateReader reader, Notices notices, Tongues tongues, Duration every, Clock clock) {
    this.reader = reader;
    this.notices = notices;
    this.tongues = tongues;
    this.every = every;
    this.clock = clock;
  }

  @Override
  public Future<List<Draft>> to(SqlConnection connection, List<PendingUpdate> consumed) {
    List<Received> readable =
        consumed.stream().flatMap(update -> reader.readable(update).stream()).toList();
    return tongues.of(connection, readable).map(this::drafts);
  }

  private List<Draft> drafts(List<Received> tooFast) {
    Instant now = clock.instant();
    List<Draft> drafts = new ArrayList<>();
    for (Received one : tooFast) {
      if (one.callbackQueryId().isPresent()) {
        drafts.add(notices.toast(one, Phrase.of("toast.wait"), now));
      } else if (mayTell(one.update(), now)) {
        drafts.add(notices.message(one, Phrase.of("busy.wait"), name(one.update())));
      }
    }
    return drafts;
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
