package trt.domain.dialogue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import trt.domain.catalog.FieldType;
import trt.domain.catalog.GivenFile;
import trt.domain.catalog.Model;

/**
 * A voice message in place of words: it is offered to be written down, at its price, and what was
 * said counts as if it had been typed. Where a file is asked for it is that file.
 */
final class VoiceTopic {
  /** Among the answers: the voice message that was offered to be written down. */
  private static final String VOICE = "@voice";

  private final Shop shop;
  private final HomeTopic home;
  private final OrderTopic order;
  private final FileTopic files;
  private final HelperPrice price;
  private final SpeechWriters writers;

  VoiceTopic(Shop shop, HomeTopic home, OrderTopic order, FileTopic files) {
    this.shop = shop;
    this.home = home;
    this.order = order;
    this.files = files;
    this.price = new HelperPrice(home);
    this.writers = new SpeechWriters(shop);
  }

  /** What must be looked up first. */
  Optional<Errand> errand(Input input) {
    if (input instanceof Input.Heard heard) {
      return Optional.of(new Errand.Past(new PastWish.Open(heard.job())));
    }
    return input instanceof Input.Press press && press.action().verb().equals("vw")
        ? Optional.of(new Errand.Past(new PastWish.Open(press.action().number(0))))
        : Optional.empty();
  }

  /**
   * The answer, if it is about a voice message.
   *
   * @param typed answers the words as if they had been typed
   */
  Optional<Turn> next(Scene scene, Input input, BiFunction<Scene, Input, Turn> typed) {
    if (input instanceof Input.Sent sent && sent.spoken() && !scene.group()) {
      return received(scene, sent.file());
    }
    if (input instanceof Input.Heard) {
      return Optional.of(heard(scene, typed));
    }
    return input instanceof Input.Press press
        ? Optional.ofNullable(press(scene, press.action(), typed))
        : Optional.empty();
  }

  private @org.jspecify.annotations.Nullable Turn press(
      Scene scene, Action action, BiFunction<Scene, Input, Turn> typed) {
    return switch (action.verb()) {
      case "vy" -> yes(scene, action);
      case "vn" -> open(scene.at(scene.session().without(VOICE)));
      case "vo" -> other(scene, action);
      case "vb" -> open(scene);
      case "vw" -> use(scene, typed);
      case "again", "edit" -> again(scene).orElse(null);
      default -> null;
    };
  }

  /** Offered where words are expected, and out of the blue. */
  private Optional<Turn> received(Scene scene, GivenFile file) {
    Optional<Model> writer = writers.of(file);
    return writer.isEmpty() || !takesWords(scene.session())
        ? Optional.empty()
        : Optional.of(offer(scene.at(noted(scene.session(), file)), writer.get()));
  }

  private static Session noted(Session session, GivenFile file) {
    boolean ordering =
        session.stage() == Session.Stage.WORDS || session.stage() == Session.Stage.CONFIRM;
    return ordering && !session.model().isEmpty()
        ? session.with(VOICE, file.reference())
        : session.begin("", Map.of(VOICE, file.reference()));
  }

  private boolean takesWords(Session session) {
    Optional<Model> model = shop.find(session.model());
    return switch (session.stage()) {
      case FILE, OPTION, ADMIN -> false;
      case WORDS ->
          model
              .flatMap(m -> shop.nextQuestion(m, session.inputs()))
              .filter(field -> field.type() == FieldType.TEXT && OrderTopic.isTyped(field))
              .isPresent();
      case CONFIRM -> model.flatMap(Usual::description).isPresent();
      case HOME, TOPUP, FIND, SEARCH, PROMO -> true;
    };
  }

  private Turn offer(Scene scene, Model writer) {
    Session session = scene.session();
    GivenFile file = voice(session).orElseThrow();
    Shop.Cost cost = shop.cost(writer, SpeechWriters.inputs(writer, file), scene.purse());
    if (cost instanceof Shop.Cost.NotSold || files.isTooBig(file)) {
      return files.received(scene, new Input.Sent(file, "", ""));
    }
    Map<String, Object> args = args(scene, file, cost);
    if (cost instanceof Shop.Cost.Paid paid && !scene.purse().canPay(paid.minorUnits())) {
      args.put("missing", new Phrase.Stars(scene.purse().missing(paid.minorUnits())));
      List<Button> buttons = new ArrayList<>(home.topUp());
      buttons.add(Button.of("button.voice.no", Action.of("vn", session.flow())));
      return Turn.show(session.save(), Screen.column(new Phrase("voice.poor", args), buttons));
    }
    List<Button> buttons = new ArrayList<>();
    buttons.add(price.yes(cost, Action.of("vy", session.flow(), HelperPrice.shown(cost))));
    if (session.model().isEmpty()) {
      buttons.add(Button.of("button.voice.other", Action.of("vo", session.flow())));
    }
    buttons.add(Button.of("button.voice.no", Action.of("vn", session.flow())));
    return Turn.show(session, Screen.column(new Phrase("voice.offer", args), buttons));
  }

  private Map<String, Object> args(Scene scene, GivenFile file, Shop.Cost cost) {
    Map<String, Object> args = price.args(scene, cost);
    args.put("seconds", Math.max(1, file.facts().length().toSeconds()));
    Optional<Model> model = shop.find(scene.session().model());
    args.put("ordering", model.isPresent() ? "yes" : "no");
    args.put("title", model.<Object>map(OrderTopic::title).orElse(""));
    return args;
  }

  /** flow, price. */
  private Turn yes(Scene scene, Action action) {
    Session session = scene.session();
    Optional<GivenFile> file = voice(session);
    Optional<Model> writer = file.flatMap(writers::of);
    if (action.number(0) != session.flow() || writer.isEmpty()) {
      return action.number(0) == session.started()
          ? Turn.toast(session, "toast.started")
          : order.stale(scene);
    }
    Map<String, Object> inputs = SpeechWriters.inputs(writer.get(), file.get());
    Shop.Cost cost = shop.cost(writer.get(), inputs, scene.purse());
    if (shop.paused() || !price.stands(cost, action.number(1), scene.purse())) {
      return shop.paused() ? price.paused(session, action) : offer(scene, writer.get());
    }
    Session waiting = session.without(VOICE).helped();
    inputs.put(Purpose.NAME, new Purpose(Purpose.Use.SAID, waiting.flow()).written());
    Phrase accepted = new Phrase("voice.accepted", args(scene, file.get(), cost));
    return new Turn(
        waiting, List.of(price.start(writer.get(), inputs, cost, accepted, scene.purse())));
  }

  /** What else can be made of it: flow. */
  private Turn other(Scene scene, Action action) {
    Optional<GivenFile> file = voice(scene.session());
    return action.number(0) != scene.session().flow() || file.isEmpty()
        ? order.stale(scene)
        : files.received(scene, new Input.Sent(file.get(), "", ""));
  }

  /** The order as it stands, or the menu. */
  private Turn open(Scene scene) {
    Session session = scene.session();
    return shop.find(session.model())
        .map(model -> order.ask(scene, session, model))
        .orElseGet(() -> home.menu(scene));
  }

  /** Nothing is said when the person has gone on: the words stand in the message of the job. */
  private static Turn heard(Scene scene, BiFunction<Scene, Input, Turn> typed) {
    Optional<PastView.Item> item = scene.past(PastView.Item.class);
    Optional<String> words = item.flatMap(VoiceTopic::words);
    boolean awaited =
        item.flatMap(found -> Purpose.of(found.inputs()))
            .filter(purpose -> purpose.use() == Purpose.Use.SAID)
            .filter(purpose -> purpose.flow() == scene.session().flow())
            .isPresent();
    return awaited && words.isPresent() && isOpen(scene.session())
        ? typed.apply(scene, new Input.Words(words.get()))
        : new Turn(scene.session(), List.of());
  }

  /** The words of an earlier job, as if they were typed now. */
  private Turn use(Scene scene, BiFunction<Scene, Input, Turn> typed) {
    Optional<String> words = scene.past(PastView.Item.class).flatMap(VoiceTopic::words);
    Session session = scene.session();
    return words.isEmpty()
        ? home.stale(scene)
        : typed.apply(
            isOpen(session) ? scene : scene.at(session.home()), new Input.Words(words.get()));
  }

  private static Optional<String> words(PastView.Item item) {
    return item.text().map(String::strip).filter(text -> !text.isEmpty());
  }

  private static boolean isOpen(Session session) {
    return session.stage() == Session.Stage.WORDS
        || session.stage() == Session.Stage.CONFIRM
        || (session.stage() == Session.Stage.HOME && session.model().isEmpty());
  }

  /** The same voice message once more, after nothing came of it. */
  private Optional<Turn> again(Scene scene) {
    boolean better =
        scene
            .outcome(Outcome.PastJob.class)
            .flatMap(job -> Purpose.of(job.inputs()))
            .filter(purpose -> purpose.use() == Purpose.Use.BETTER)
            .isPresent();
    if (better) {
      return Optional.of(open(scene));
    }
    return scene
        .outcome(Outcome.PastJob.class)
        .filter(job -> Purpose.of(job.inputs()).isPresent())
        .flatMap(job -> shop.find(job.model()).flatMap(FileOffer::field).map(f -> f.name()))
        .flatMap(
            name ->
                scene
                    .outcome(Outcome.PastJob.class)
                    .flatMap(job -> Optional.ofNullable(job.inputs().get(name))))
        .flatMap(GivenFile::of)
        .flatMap(file -> received(scene, file));
  }

  private static Optional<GivenFile> voice(Session session) {
    return GivenFile.of(session.inputs().getOrDefault(VOICE, ""));
  }
}
