package trt.domain.dialogue;

import java.util.Optional;
import java.util.Set;

/** What people see of their own past and of the models: asked before everything else. */
final class PeopleTopics {
  private static final Set<String> OF_RESULTS =
      Set.of("var", "set", "once", "use", "fav", "del", "dy", "dn", "hi");
  private static final Set<String> OF_SETTINGS = Set.of("s", "sf", "sd", "sp", "sr", "like", "cf");

  private final HistoryTopic history;
  private final ResultTopic results;
  private final FinderTopic finder;
  private final QuickTopic quick;
  private final SettingsTopic settings;

  PeopleTopics(Shop shop, HomeTopic home, OrderTopic order, FileTopic files) {
    this.settings = new SettingsTopic(shop, order);
    this.history = new HistoryTopic(shop, home);
    this.results = new ResultTopic(shop, home, order, files, settings);
    this.finder = new FinderTopic(shop, home);
    this.quick = new QuickTopic(shop, home, order);
  }

  /** What must be looked up first. */
  Optional<Errand> errand(Session session, Input input) {
    if (input instanceof Input.Command command) {
      return results(command.name()).flatMap(filter -> look(history.wish(session, filter)));
    }
    if (input instanceof Input.Words words && session.stage() == Session.Stage.SEARCH) {
      return look(history.wish(session, words.text()));
    }
    if (input instanceof Input.Press press) {
      Action action = press.action();
      if (action.verb().equals("h")) {
        return look(history.wish(session, action));
      }
      if (OF_RESULTS.contains(action.verb())) {
        return look(new PastWish.Open(action.number(0)));
      }
    }
    return Optional.empty();
  }

  /** The first page of results a command asks for. */
  private static Optional<Action> results(String name) {
    return switch (name) {
      case "history" -> Optional.of(Action.of("h", "a", 0));
      case "favorites" -> Optional.of(Action.of("h", "f", 0));
      default -> Optional.empty();
    };
  }

  private static Optional<Errand> look(PastWish wish) {
    return Optional.of(new Errand.Past(wish));
  }

  /** The answer, if it is one of these things. */
  Optional<Turn> next(Scene scene, Input input) {
    if (input instanceof Input.Command command) {
      return command(scene, command.name());
    }
    if (input instanceof Input.Words words) {
      return words(scene, words);
    }
    return input instanceof Input.Press press ? press(scene, press) : Optional.empty();
  }

  private Optional<Turn> command(Scene scene, String name) {
    return name.equals("models")
        ? Optional.of(finder.all(scene, Action.of("all", 0)))
        : results(name).map(filter -> history.page(scene, filter));
  }

  private Optional<Turn> words(Scene scene, Input.Words words) {
    return switch (scene.session().stage()) {
      case HOME -> Optional.of(quick.words(scene, words));
      case CONFIRM -> Optional.of(quick.retold(scene, words));
      case FIND -> Optional.of(finder.words(scene, words.text()));
      case SEARCH -> Optional.of(history.words(scene, words.text()));
      default -> Optional.empty();
    };
  }

  private Optional<Turn> press(Scene scene, Input.Press press) {
    Action action = press.action();
    String verb = action.verb();
    if (verb.equals("del") && action.args().size() < 2) {
      return press(
          scene,
          new Input.Press(
              Action.of(verb, action.arg(0), press.messageId()), press.messageId(), true));
    }
    if (OF_RESULTS.contains(verb)) {
      return Optional.of(results.press(scene, action));
    }
    if (OF_SETTINGS.contains(verb)) {
      return Optional.of(settings.press(scene, action));
    }
    return switch (verb) {
      case "h" -> Optional.of(history.page(scene, action));
      case "hs" -> Optional.of(history.ask(scene, action));
      case "all" -> Optional.of(finder.all(scene, action));
      case "qo" -> Optional.of(quick.others(scene, action));
      case "qm" -> Optional.of(quick.other(scene, action));
      default -> Optional.empty();
    };
  }
}
