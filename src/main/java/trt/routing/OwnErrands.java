package trt.routing;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import trt.domain.dialogue.Outcome;
import trt.domain.dialogue.OwnView;
import trt.domain.dialogue.OwnWish;
import trt.domain.dialogue.Phrase;
import trt.postgres.ErasureStore;
import trt.postgres.OwnJobStore;
import trt.postgres.SceneStore;
import trt.text.ScreenRenderer;
import trt.text.Texts;

/** Fulfils what people want of the things that are their own, in the transaction of the update. */
final class OwnErrands {
  /** Longest list that fits into one message whatever was written. */
  private static final int JOBS = 10;

  private static final int LONGEST_NAME = 40;

  private final RoutingParts.Own parts;
  private final OwnFile file;
  private final ScreenRenderer renderer;
  private final Clock clock;

  OwnErrands(RoutingParts parts) {
    this.parts = parts.own();
    this.file = new OwnFile(parts.own(), parts.clock());
    this.renderer = parts.renderer();
    this.clock = parts.clock();
  }

  /** The language of the answer: a person who has just chosen another is answered in it. */
  static SceneStore.Found heard(SceneStore.Found found, Optional<Outcome> outcome) {
    return outcome.isPresent()
            && outcome.get() instanceof Outcome.Own own
            && own.view() instanceof OwnView.Languages languages
        ? found.speaking(languages.current())
        : found;
  }

  /** What came of it; what it changed commits with the answer or not at all. */
  Future<Optional<Outcome>> run(
      SqlConnection connection, Received received, SceneStore.Found found, OwnWish wish) {
    return view(connection, received, found, wish)
        .map(view -> Optional.<Outcome>of(new Outcome.Own(view)));
  }

  private Future<? extends OwnView> view(
      SqlConnection connection, Received received, SceneStore.Found found, OwnWish wish) {
    long user = received.person().id();
    if (wish instanceof OwnWish.Jobs) {
      return jobs(connection, user);
    } else if (wish instanceof OwnWish.Cancel cancel) {
      return cancel(connection, user, cancel.job());
    } else if (wish instanceof OwnWish.Speak speak) {
      return speak(connection, user, found, speak.language());
    } else if (wish instanceof OwnWish.Languages) {
      return Future.succeededFuture(languages(found.lang(), false));
    } else if (wish instanceof OwnWish.Privacy) {
      return Future.succeededFuture(
          new OwnView.Privacy(
              parts.kept().keepUpdates(),
              parts.kept().keepSessions(),
              parts.kept().keepCallbacks()));
    } else if (wish instanceof OwnWish.Export) {
      return file.make(connection, user);
    } else if (wish instanceof OwnWish.Erase erase) {
      return erase(connection, user, erase);
    }
    return standing(connection, user);
  }

  private Future<OwnView.Jobs> jobs(SqlConnection connection, long user) {
    return parts
        .jobs()
        .list(connection, user, JOBS)
        .map(
            found ->
                new OwnView.Jobs(
                    found.jobs().stream()
                        .map(job -> job.at(parts.board().place(job.id())))
                        .toList(),
                    found.more()));
  }

  private Future<OwnView.Cancelled> cancel(SqlConnection connection, long user, long job) {
    return parts
        .jobs()
        .cancel(connection, user, job)
        .compose(
            ended ->
                jobs(connection, user)
                    .map(left -> new OwnView.Cancelled(job(ended), end(ended), left)));
  }

  private static List<OwnView.Job> job(Optional<OwnJobStore.Cancelled> ended) {
    return ended.filter(OwnJobStore.Cancelled::done).map(OwnJobStore.Cancelled::job).stream()
        .toList();
  }

  private static OwnView.Cancelled.End end(Optional<OwnJobStore.Cancelled> ended) {
    if (ended.filter(OwnJobStore.Cancelled::done).isPresent()) {
      return OwnView.Cancelled.End.DONE;
    }
    return ended.filter(OwnJobStore.Cancelled::live).isPresent()
        ? OwnView.Cancelled.End.TOO_LATE
        : OwnView.Cancelled.End.OVER;
  }

  /** A language nobody here speaks changes nothing: the choice is shown. */
  private Future<OwnView.Languages> speak(
      SqlConnection connection, long user, SceneStore.Found found, String wanted) {
    String language = wanted.strip().toLowerCase(Locale.ROOT);
    return Texts.LANGUAGES.contains(language)
        ? parts.languages().choose(connection, user, language).map(v -> languages(language, true))
        : Future.succeededFuture(languages(found.lang(), false));
  }

  private OwnView.Languages languages(String current, boolean changed) {
    Map<String, String> names = new LinkedHashMap<>();
    for (String code : Texts.LANGUAGES) {
      names.put(code, renderer.line(code, Phrase.of("language.name"), LONGEST_NAME));
    }
    return new OwnView.Languages(names, current, changed);
  }

  private Future<OwnView.Standing> standing(SqlConnection connection, long user) {
    return parts.erasures().standing(connection, user).map(this::standing);
  }

  private OwnView.Standing standing(ErasureStore.Standing found) {
    return new OwnView.Standing(
        found.working(),
        found.payment(),
        found.balance(),
        clock.instant().getEpochSecond(),
        parts.config().eraseWithin());
  }

  /** Everything is looked at again under a lock: much may have happened since it was asked. */
  private Future<? extends OwnView> erase(SqlConnection connection, long user, OwnWish.Erase wish) {
    return standing(connection, user)
        .compose(
            now -> {
              boolean meant = isFresh(wish.asked(), now.now()) && wish.balance() == now.balance();
              if (!meant || now.working() > 0 || now.payment()) {
                return Future.succeededFuture(new OwnView.AskedTooLongAgo(now));
              }
              return parts
                  .erasures()
                  .erase(connection, user)
                  .map(v -> (OwnView) new OwnView.Erased(now.balance()));
            });
  }

  private boolean isFresh(long asked, long now) {
    Duration age = Duration.ofSeconds(now - asked);
    return !age.isNegative() && age.compareTo(parts.config().eraseWithin()) <= 0;
  }
}
