package trt.routing;

import io.vertx.core.Future;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import trt.domain.inbox.UpdateKind;
import trt.postgres.SceneStore;
import trt.text.Texts;

/**
 * Makes sure that everybody who writes exists, with wallets, gift and today's free quota. Remembers
 * whom it has seen today, so that it costs nothing for the rest of the day.
 */
final class People {
  private static final int REMEMBERED = 50_000;

  private final SceneStore scenes;
  private final Map<Long, LocalDate> seen =
      Collections.synchronizedMap(
          new LinkedHashMap<>(1024, 0.75f, true) {
            private static final long serialVersionUID = 1;

            @Override
            protected boolean removeEldestEntry(Map.Entry<Long, LocalDate> eldest) {
              return size() > REMEMBERED;
            }
          });

  People(SceneStore scenes) {
    this.scenes = scenes;
  }

  static SceneStore.Key key(Received received) {
    return new SceneStore.Key(received.update().chatKey(), received.person().id());
  }

  /** In one statement for all of them. The days are UTC days. */
  Future<Void> ensure(List<Received> received, Clock clock) {
    LocalDate today = LocalDate.now(clock);
    TreeMap<Long, SceneStore.Person> unseen = new TreeMap<>();
    for (Received one : received) {
      Received.Person person = one.person();
      // What the bot tells itself says nothing new of a person, who has written before.
      boolean own = UpdateKind.of(one.update().kind()) == UpdateKind.OWN;
      if (!own && !today.equals(seen.get(person.id()))) {
        String lang = Texts.language(one.languageCode());
        unseen.put(
            person.id(),
            new SceneStore.Person(person.id(), lang, person.name(), person.username()));
      }
    }
    return unseen.isEmpty()
        ? Future.succeededFuture()
        : scenes
            .ensure(List.copyOf(unseen.values()), today)
            .onSuccess(v -> unseen.keySet().forEach(id -> seen.put(id, today)));
  }
}
