package trt.routing;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import trt.domain.dialogue.Outcome;
import trt.domain.dialogue.admin.AdminView;
import trt.domain.dialogue.admin.AdminWish;
import trt.domain.dialogue.admin.Segment;
import trt.domain.inbox.ChatKeys;
import trt.postgres.ManualRequestStore;
import trt.postgres.QuarantineStore;

/**
 * Fulfils the wishes of operators, in their own chats with the bot. Nobody else gets a view, and
 * without one there is nothing to be shown or done: this is the only door.
 */
final class AdminErrands {
  private static final Logger LOG = LoggerFactory.getLogger(AdminErrands.class);
  private static final int MOST_MISTAKES = 10;

  private final RoutingParts.Desk desk;
  private final AdminDeeds deeds;
  private final ManualRequestStore transfers;
  private final Clock clock;

  AdminErrands(RoutingParts parts) {
    this.desk = parts.desk();
    this.deeds = new AdminDeeds(parts);
    this.transfers = parts.stars().accounts().transfers();
    this.clock = parts.clock();
  }

  /** Empty for everybody but operators, and in every chat but an operator's own. */
  Future<Optional<Outcome>> run(SqlConnection connection, Received received, AdminWish wish) {
    long person = received.person().id();
    if (!desk.ids().contains(person) || received.chatId() != person) {
      return Future.succeededFuture(Optional.empty());
    }
    return view(connection, person, wish).map(view -> Optional.of(new Outcome.Administered(view)));
  }

  private Future<AdminView> view(SqlConnection connection, long operator, AdminWish wish) {
    if (wish instanceof AdminWish.Perform perform) {
      return deeds.perform(connection, operator, perform);
    }
    if (wish instanceof AdminWish.PressedAgain again) {
      return deeds.pressedAgain(connection, operator, again.flow());
    }
    if (wish instanceof AdminWish.Menu) {
      return desk.switchStore().read(connection).map(AdminView.Menu::new);
    }
    if (wish instanceof AdminWish.Switched) {
      return desk.switchStore().read(connection).map(AdminView.Switched::new);
    }
    if (wish instanceof AdminWish.Health) {
      return desk.overview()
          .setAside(connection)
          .map(count -> desk.health().get().settingAside(count));
    }
    if (wish instanceof AdminWish.Today) {
      return counted(desk.statistics().today(startOfDay(0)));
    }
    if (wish instanceof AdminWish.Statistics asked) {
      Instant since = startOfDay(asked.days() - 1);
      return counted(desk.statistics().statistics(since, asked.days(), desk.account()));
    }
    if (wish instanceof AdminWish.Chart asked) {
      return counted(desk.statistics().daily(startOfDay(asked.days() - 1), asked.days()));
    }
    if (wish instanceof AdminWish.Audience audience) {
      return counted(desk.broadcasts().audience(Segment.of(audience.segment()).orElseThrow()));
    }
    if (wish instanceof AdminWish.Broadcasts) {
      return desk.broadcasts().last(connection);
    }
    if (wish instanceof AdminWish.Console) {
      return desk.console().link(connection, operator).map(AdminView.class::cast);
    }
    if (wish instanceof AdminWish.Log) {
      return desk.audit().log(connection).map(AdminView.class::cast);
    }
    return found(connection, wish);
  }

  private Future<AdminView> found(SqlConnection connection, AdminWish wish) {
    if (wish instanceof AdminWish.Find find) {
      return desk.people().find(connection, find.text()).compose(all -> people(connection, all));
    }
    if (wish instanceof AdminWish.Person person) {
      return desk.people().card(connection, person.id()).map(AdminErrands::orAbsent);
    }
    if (wish instanceof AdminWish.Moves moves) {
      return desk.people().moves(connection, moves.id()).map(AdminView.class::cast);
    }
    if (wish instanceof AdminWish.Payments payments) {
      return desk.overview().payments(connection, payments.person()).map(AdminView.class::cast);
    }
    if (wish instanceof AdminWish.Payment one) {
      return desk.overview()
          .payment(connection, one.person(), one.mark())
          .map(AdminErrands::orAbsent);
    }
    if (wish instanceof AdminWish.Transfers) {
      return transfers.waiting(connection).map(AdminView.Transfers::new);
    }
    if (wish instanceof AdminWish.Transfer one) {
      return transfers
          .find(connection, one.id())
          .map(found -> orAbsent(found.map(request -> new AdminView.Transfers(List.of(request)))));
    }
    if (wish instanceof AdminWish.Jobs jobs) {
      return desk.overview().jobs(connection, jobs.person()).map(AdminView.class::cast);
    }
    if (wish instanceof AdminWish.Job job) {
      return desk.overview().job(connection, job.id()).map(AdminErrands::orAbsent);
    }
    if (wish instanceof AdminWish.Mistakes) {
      return desk.overview()
          .quarantine(connection)
          .list(MOST_MISTAKES)
          .map(all -> new AdminView.Mistakes(all.stream().map(AdminErrands::mistake).toList()));
    }
    if (wish instanceof AdminWish.Mistake one) {
      return desk.overview()
          .quarantine(connection)
          .find(one.id())
          .map(found -> orAbsent(found.map(AdminErrands::mistake)));
    }
    return Future.succeededFuture(new AdminView.Granted());
  }

  /** One who was found alone is shown at once. */
  private Future<AdminView> people(SqlConnection connection, List<AdminView.People.Found> found) {
    return found.size() == 1
        ? desk.people().card(connection, found.get(0).id()).map(AdminErrands::orAbsent)
        : Future.succeededFuture(new AdminView.People(found));
  }

  /** What cannot be counted now must not keep the chat waiting. */
  private static Future<AdminView> counted(Future<AdminView> counting) {
    return counting.recover(
        cause -> {
          LOG.atWarn().setCause(cause).log("Numbers for an operator could not be counted");
          return Future.succeededFuture(new AdminView.TooMuch());
        });
  }

  private Instant startOfDay(int daysAgo) {
    return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC)
        .atStartOfDay(ZoneOffset.UTC)
        .toInstant()
        .minus(Duration.ofDays(daysAgo));
  }

  private static AdminView orAbsent(Optional<? extends AdminView> found) {
    return found.isPresent() ? found.get() : new AdminView.Absent();
  }

  private static AdminView.Mistake mistake(QuarantineStore.SetAside one) {
    return new AdminView.Mistake(
        one.id(),
        ChatKeys.chat(one.chatKey()),
        one.kind().name(),
        one.reason(),
        one.attempts(),
        one.at(),
        one.payload().isPresent());
  }
}
