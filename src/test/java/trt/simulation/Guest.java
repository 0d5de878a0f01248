package trt.simulation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import trt.domain.dialogue.Action;
import trt.domain.dialogue.Button;
import trt.domain.dialogue.Errand;
import trt.domain.dialogue.Input;
import trt.domain.dialogue.Outcome;
import trt.domain.dialogue.OwnView;
import trt.domain.dialogue.OwnWish;
import trt.domain.dialogue.PastView;
import trt.domain.dialogue.PastWish;
import trt.domain.dialogue.Reply;
import trt.domain.dialogue.Scene;
import trt.domain.dialogue.Screen;
import trt.domain.dialogue.Session;
import trt.domain.dialogue.Turn;
import trt.domain.wallet.Purse;

/** One chat of a person, its part of the inbox, and the nodes that answer it. */
final class Guest {
  private static final List<String> COMMANDS =
      List.of("start", "menu", "help", "balance", "cancel", "nonsense");
  private static final List<String> TOWARDS_AN_ORDER = List.of("models", "m", "o", "go");
  private static final Duration SWEEP = Duration.ofSeconds(1);
  private static final List<Action> FORGED =
      List.of(
          Action.of("go", 1, 1),
          Action.of("o", "x", 99),
          Action.of("m", "no-such-model"),
          Action.of("models", "GARDEN"),
          Action.of("c", 7, -1),
          Action.of(""));

  private final Agenda agenda;
  private final SplittableRandom random;
  private final Rules rules;
  private final Set<Guard> guards;
  private final Studio studio;
  private final Market market;
  private final Books books;
  private final long id;
  private final int noise;

  private final Map<Integer, Input> log = new HashMap<>();
  private final TreeMap<Integer, Boolean> waiting = new TreeMap<>(); // update → a node is at it
  private final Map<Integer, Integer> answers = new HashMap<>();
  private final Map<Long, Screen> menus = new TreeMap<>(); // message → what its buttons are
  private final List<Input.Press> pressedBefore = new ArrayList<>();
  private final Map<Long, Outcome.PastJob> past = new HashMap<>();
  private Session session;
  private int lastUpdate;
  private int lastEffect;
  private long lastMessage;

  Guest(
      Agenda agenda,
      SplittableRandom random,
      Rules rules,
      Set<Guard> guards,
      Studio studio,
      Market market,
      Books books,
      long id) {
    this.agenda = agenda;
    this.random = random;
    this.rules = rules;
    this.guards = guards;
    this.studio = studio;
    this.market = market;
    this.id = id;
    this.books = books;
    this.noise = random.nextInt(3, 30);
    this.session = Session.fresh(agenda.now().getEpochSecond());
  }

  /** Does something, now and a number of times more. */
  void act(int more) {
    if (random.nextInt(15) == 0) {
      books.topUp(random.nextInt(1, 2_000));
    }
    if (random.nextInt(40) == 0) {
      session = Session.fresh(agenda.now().getEpochSecond()); // swept
    }
    if (random.nextInt(15) == 0 && !past.isEmpty()) {
      studio.cancel(List.copyOf(past.keySet()).get(random.nextInt(past.size())));
    }
    arrive(++lastUpdate, chosen());
    if (more > 0) {
      Duration pause =
          random.nextInt(6) == 0 ? Duration.ofMillis(5) : Duration.ofSeconds(random.nextInt(1, 15));
      agenda.in(pause, id + " acts", () -> act(more - 1));
    }
  }

  private Input chosen() {
    boolean sensible = random.nextInt(100) >= noise;
    if (sensible && session.stage() == Session.Stage.WORDS) {
      return new Input.Words("a blue kite");
    } else if (sensible && session.stage() == Session.Stage.HOME && random.nextInt(4) == 0) {
      return new Input.Words("a red kite");
    } else if (sensible && !menus.isEmpty()) {
      return pressed();
    }
    return switch (random.nextInt(8)) {
      case 0 -> new Input.Press(FORGED.get(random.nextInt(FORGED.size())), lastMessage, false);
      case 1 -> new Input.Press(Action.of("again", random.nextInt(1, 9)), 0, true);
      case 2 -> new Input.Press(Action.of("edit", random.nextInt(1, 9)), 0, true);
      case 3 -> new Input.Words("x".repeat(6_000));
      case 4 -> new Input.Words("1:1");
      case 5 -> new Input.Unsupported("sticker");
      case 6 -> new Input.Command(COMMANDS.get(random.nextInt(COMMANDS.size())), "");
      default ->
          pressedBefore.isEmpty()
              ? new Input.Command("start", "")
              : pressedBefore.get(random.nextInt(pressedBefore.size()));
    };
  }

  private Input.Press pressed() {
    List<Long> messages = List.copyOf(menus.keySet());
    long message = messages.get(random.nextInt(messages.size()));
    List<Button> all = menus.get(message).rows().stream().flatMap(List::stream).toList();
    List<Button> towards =
        all.stream().filter(b -> TOWARDS_AN_ORDER.contains(b.action().verb())).toList();
    List<Button> buttons = towards.isEmpty() || random.nextInt(8) == 0 ? all : towards;
    Action action = buttons.get(random.nextInt(buttons.size())).action();
    Input.Press press = new Input.Press(Action.decode(action.encode()), message, false);
    pressedBefore.add(press);
    return press;
  }

  /** Telegram delivers at least once, to any node, and not always in order. */
  private void arrive(int update, Input input) {
    int times = random.nextInt(6) == 0 ? 2 : 1;
    for (int i = 0; i < times; i++) {
      Duration late = Duration.ofMillis(i * (long) random.nextInt(20_000));
      agenda.in(late, "update " + update + " of " + id + " " + input, () -> store(update, input));
    }
  }

  private void store(int update, Input input) {
    boolean known = log.put(update, input) != null;
    if (!known || !guards.contains(Guard.DEDUPLICATION)) {
      waiting.put(update, false);
      look();
    }
  }

  /** One node, or two that both believe the chat is theirs. */
  private void look() {
    int nodes = random.nextInt(4) == 0 ? 2 : 1;
    for (int i = 0; i < nodes; i++) {
      agenda.in(Duration.ofMillis(random.nextInt(50)), "node looks at " + id, this::take);
    }
  }

  private void take() {
    if (waiting.isEmpty()) {
      return;
    }
    List<Integer> known = List.copyOf(waiting.keySet());
    int update = random.nextInt(5) == 0 ? known.get(random.nextInt(known.size())) : known.get(0);
    boolean head = update == waiting.firstKey();
    if (waiting.get(update) || (!head && guards.contains(Guard.HEAD_OF_LINE))) {
      agenda.in(SWEEP, "node sweeps " + id, this::take); // somebody else's, or not the first
      return;
    }
    waiting.put(update, true);
    Input input = log.get(update);
    Scene scene = scene(input);
    Turn turn = rules.answer(market.dialogue(), scene, input);
    Duration takes = Duration.ofMillis(random.nextInt(1, 200));
    agenda.in(takes, "commit " + update + " of " + id, () -> commit(update, input, scene, turn));
  }

  private void commit(int update, Input input, Scene read, Turn turn) {
    if (random.nextInt(10) == 0) { // the node dies: nothing happened
      waiting.put(update, false);
      look();
      return;
    }
    waiting.remove(update);
    Broken.unless(update >= lastEffect, "update " + update + " after " + lastEffect);
    lastEffect = update;
    Broken.unless(answers.merge(update, 1, Integer::sum) == 1, "update " + update + " twice");
    Broken.unless(!turn.replies().isEmpty(), "silence after " + input);
    session = turn.session();
    long main = turn.replies().stream().filter(Guest::isShown).count();
    Broken.unless(main <= 1, "two answers to " + input);
    Broken.unless(
        main == 1 || input instanceof Input.Press, "a notice nobody can see after " + input);
    turn.replies().forEach(reply -> effect(input, read.session(), reply));
    if (!waiting.isEmpty()) {
      look();
    }
  }

  private void effect(Input input, Session before, Reply reply) {
    if (reply instanceof Reply.Show show) {
      show(input, show.screen());
    } else if (reply instanceof Reply.StartJob start) {
      start(input, before, start);
    }
  }

  /** Help with words says which help first, then the price. */
  private static long promised(Action action) {
    return action.number(action.verb().equals("wi") ? 2 : 1);
  }

  private void start(Input input, Session before, Reply.StartJob start) {
    Broken.unless(start.price() > 0, "a job for " + start.price());
    long promised = input instanceof Input.Press press ? promised(press.action()) : -1;
    Broken.unless(
        promised == (start.free() ? 0 : start.price()),
        "the button said " + promised + ", the job costs " + start.price());
    String confirmation = id + ":" + messageOf(input) + ":" + before.flow();
    Optional<Long> job = studio.create(books, confirmation, start.free(), start.price());
    if (job.isEmpty()) {
      show(input, start.refused());
    } else if (job.get() > 0) {
      past.put(job.get(), new Outcome.PastJob(job.get(), start.model(), start.inputs()));
      menus.clear(); // the menu turned into the job's status
    }
  }

  /** In place of the pressed menu, else a new message; the one before loses its buttons. */
  private void show(Input input, Screen screen) {
    long message = messageOf(input) > 0 ? messageOf(input) : ++lastMessage;
    menus.clear();
    menus.put(message, screen);
    leadsOn(screen);
  }

  /** No dead end: there are buttons, and whichever is pressed next is not out of date. */
  private void leadsOn(Screen screen) {
    List<Button> buttons = screen.rows().stream().flatMap(List::stream).toList();
    Broken.unless(!buttons.isEmpty(), "no way on from " + screen.text().key());
    for (int i = 0; i < 2; i++) {
      Action action = buttons.get(random.nextInt(buttons.size())).action();
      Input.Press press = new Input.Press(Action.decode(action.encode()), lastMessage, false);
      Turn next = rules.answer(market.dialogue(), scene(press), press);
      Broken.unless(!isStale(next), "a fresh button is stale: " + action);
    }
  }

  private static boolean isStale(Turn turn) {
    return turn.replies().stream()
        .anyMatch(
            reply ->
                reply instanceof Reply.Toast toast && toast.text().key().equals("toast.stale"));
  }

  private Scene scene(Input input) {
    Optional<Outcome> recalled = market.dialogue().errand(session, input).flatMap(this::found);
    return new Scene(
        session,
        "Ann",
        new Purse(1, books.available(), books.held(), 0, 2, books.freeLeft()),
        recalled);
  }

  /** As if nothing were under way. */
  private static OwnView view(OwnWish wish) {
    OwnView.Jobs none = new OwnView.Jobs(List.of(), 0);
    if (wish instanceof OwnWish.Jobs) {
      return none;
    } else if (wish instanceof OwnWish.Cancel) {
      return new OwnView.Cancelled(List.of(), OwnView.Cancelled.End.OVER, none);
    } else if (wish instanceof OwnWish.Languages || wish instanceof OwnWish.Speak) {
      return new OwnView.Languages(Map.of("en", "English"), "en", false);
    } else if (wish instanceof OwnWish.Privacy) {
      return new OwnView.Privacy(Duration.ofDays(3), Duration.ofDays(30), Duration.ofDays(14));
    } else if (wish instanceof OwnWish.Export) {
      return new OwnView.TooSoon(Duration.ofMinutes(1));
    }
    return new OwnView.Standing(0, false, 0, 0, Duration.ofMinutes(10));
  }

  private static boolean isShown(Reply reply) {
    return !(reply instanceof Reply.Toast) && !(reply instanceof Reply.Do);
  }

  private Optional<Outcome> found(Errand errand) {
    if (errand instanceof Errand.Recall recall) {
      return Optional.ofNullable(past.get(recall.job()));
    }
    if (errand instanceof Errand.Own own) {
      return Optional.of(new Outcome.Own(view(own.wish())));
    }
    return errand instanceof Errand.Past wish && wish.wish() instanceof PastWish.Page
        ? Optional.of(new Outcome.Past(new PastView.Page(List.of(), 0)))
        : Optional.empty();
  }

  private static long messageOf(Input input) {
    return input instanceof Input.Press press && !press.onMedia() ? press.messageId() : 0;
  }

  void check() {
    Broken.unless(menus.size() <= 1, "two menus with buttons");
  }

  void checkTheEnd() {
    Broken.unless(waiting.isEmpty(), "never answered: " + waiting.keySet());
    Broken.unless(
        answers.size() == lastUpdate, lastUpdate + " updates, " + answers.size() + " answers");
  }
}
