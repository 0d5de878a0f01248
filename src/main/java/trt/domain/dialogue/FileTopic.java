package trt.domain.dialogue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import trt.domain.catalog.Field;
import trt.domain.catalog.FieldType;
import trt.domain.catalog.GivenFile;
import trt.domain.catalog.InputCheck;
import trt.domain.catalog.InputProblem;
import trt.domain.catalog.Kind;
import trt.domain.catalog.MediaLimits;
import trt.domain.catalog.Medium;
import trt.domain.catalog.Model;

/** Files: as answers to a question, and sent before anything was asked. */
final class FileTopic {
  private static final long MEGABYTE = 1_048_576;
  private static final String PROMPT = "prompt";

  private final Shop shop;
  private final HomeTopic home;
  private final OrderTopic order;
  private final FileOffer offer;
  private final int maxMegabytes;

  FileTopic(Shop shop, HomeTopic home, OrderTopic order, int maxMegabytes) {
    this.shop = shop;
    this.home = home;
    this.order = order;
    this.offer = new FileOffer(shop);
    this.maxMegabytes = maxMegabytes;
  }

  Turn received(Scene scene, Input.Sent sent) {
    Optional<Model> model = shop.find(scene.session().model());
    return switch (scene.session().stage()) {
      case FILE ->
          question(scene.session())
              .map(field -> take(scene, model.orElseThrow(), field, sent))
              .orElseGet(() -> unasked(scene, sent));
      case HOME, TOPUP, PROMO, ADMIN, FIND, SEARCH -> unasked(scene, sent);
      case OPTION, WORDS, CONFIRM ->
          model.map(m -> extra(scene, m)).orElseGet(() -> unasked(scene, sent));
    };
  }

  /** Something else came while a file is waited for. */
  Turn wanted(Scene scene) {
    Optional<Model> model = shop.find(scene.session().model());
    return model.isEmpty() || question(scene.session()).isEmpty()
        ? home.unknownWords(scene)
        : wrapped("file.wanted", order.ask(scene, scene.session(), model.get()));
  }

  /** No more files for this list: flow. */
  Turn done(Scene scene, Action action) {
    Optional<Model> model = order.current(scene, action);
    Optional<Field> field = model.flatMap(m -> question(scene.session()));
    if (field.isEmpty() || FileQuestion.collected(scene.session(), field.get()).isEmpty()) {
      return order.stale(scene);
    }
    return order.ask(scene, complete(scene.session(), field.get()), model.get());
  }

  /** No file for a field that can do without: flow. */
  Turn skipped(Scene scene, Action action) {
    Optional<Model> model = order.current(scene, action);
    Optional<Field> field =
        model.flatMap(m -> question(scene.session())).filter(f -> !f.required());
    if (field.isEmpty()) {
      return order.stale(scene);
    }
    Object nothing = field.get().type() == FieldType.MEDIA ? "" : List.of();
    return order.ask(scene, scene.session().with(field.get().name(), nothing), model.get());
  }

  /** A model for files that were sent before: flow, number of the model on the menu. */
  Turn with(Scene scene, Action action) {
    Session session = scene.session();
    Optional<String> id = OrderTopic.at(shop.shown(), action.number(1));
    Optional<Model> model = id.flatMap(shop::find);
    Optional<Field> field = model.flatMap(FileOffer::field);
    List<GivenFile> files = FileOffer.files(session);
    if (action.number(0) != session.flow() || field.isEmpty() || files.isEmpty()) {
      return home.stale(scene);
    }
    List<Object> fitting = new ArrayList<>();
    for (GivenFile file : files) {
      if (InputCheck.of(field.get(), file.facts()).isEmpty()) {
        fitting.add(file.reference());
      }
    }
    if (fitting.isEmpty()) {
      return home.stale(scene);
    }
    Map<String, Object> known = Usual.known(scene, model.get());
    boolean one = field.get().type() == FieldType.MEDIA;
    int most = Math.min(fitting.size(), FileQuestion.most(field.get()));
    known.put(field.get().name(), one ? fitting.get(0) : List.copyOf(fitting.subList(0, most)));
    String caption = FileOffer.caption(session);
    if (isPrompt(model.get(), known, caption)) {
      known.put(PROMPT, caption);
    }
    return order.begin(scene, model.get().id(), known);
  }

  /** What models of a kind can make of a file, begun at once when there is only one of them. */
  Turn use(Scene scene, GivenFile file, Kind kind) {
    Turn offered = offer.use(scene, file, kind);
    List<Button> models =
        offered.replies().stream()
            .filter(Reply.Show.class::isInstance)
            .flatMap(reply -> ((Reply.Show) reply).screen().rows().stream())
            .flatMap(List::stream)
            .filter(button -> button.action().verb().equals("fw"))
            .toList();
    return models.size() == 1 ? with(scene.at(offered.session()), models.get(0).action()) : offered;
  }

  private Optional<Field> question(Session session) {
    return shop.find(session.model())
        .flatMap(model -> shop.nextQuestion(model, session.inputs()))
        .filter(field -> field.type().isMedia());
  }

  private Turn take(Scene scene, Model model, Field field, Input.Sent sent) {
    Session session = scene.session();
    Optional<Phrase> objection = objection(model, field, sent.file());
    if (objection.isPresent()) {
      return Turn.show(session, new Screen(objection.get(), FileQuestion.rows(session, field)));
    }
    String caption = sent.caption().strip();
    if (isPrompt(model, session.inputs(), caption)) {
      session = session.with(PROMPT, caption);
    }
    if (field.type() == FieldType.MEDIA) {
      return order.ask(scene, session.with(field.name(), sent.file().reference()), model);
    }
    List<Object> files = new ArrayList<>(FileQuestion.collected(session, field));
    files.add(sent.file().reference());
    Session more = session.with(FileQuestion.place(field), files);
    boolean full = files.size() >= FileQuestion.most(field);
    return order.ask(scene, full ? complete(more, field) : more, model);
  }

  private static Session complete(Session session, Field field) {
    return session
        .with(field.name(), FileQuestion.collected(session, field))
        .without(FileQuestion.place(field));
  }

  private static boolean isPrompt(Model model, Map<String, Object> inputs, String caption) {
    return !caption.isEmpty()
        && !inputs.containsKey(PROMPT)
        && model
            .field(PROMPT)
            .filter(Field::asked)
            .filter(field -> InputCheck.of(field, caption).isEmpty())
            .isPresent();
  }

  /** A file too many: the question that is open is asked again. */
  private Turn extra(Scene scene, Model model) {
    return wrapped("file.extra", order.ask(scene, scene.session(), model));
  }

  private static Turn wrapped(String key, Turn turn) {
    List<Reply> replies = new ArrayList<>();
    for (Reply reply : turn.replies()) {
      replies.add(
          reply instanceof Reply.Show show
              ? new Reply.Show(
                  new Screen(
                      Phrase.of(key, "question", show.screen().text()), show.screen().rows()))
              : reply);
    }
    return new Turn(turn.session(), replies);
  }

  private Turn unasked(Scene scene, Input.Sent sent) {
    if (isTooBig(sent.file())) {
      Screen screen =
          Screen.column(tooBig(sent.file()), List.of(Button.of("button.menu", Action.of("home"))));
      return Turn.show(scene.session(), screen);
    }
    return offer.show(scene, sent);
  }

  boolean isTooBig(GivenFile file) {
    return file.facts().bytes() > maxMegabytes * MEGABYTE;
  }

  private Optional<Phrase> objection(Model model, Field field, GivenFile file) {
    long fetched = maxMegabytes * MEGABYTE;
    boolean taken = field.media().map(MediaLimits::maxBytes).orElse(fetched) > fetched;
    if (taken && file.facts().bytes() > fetched) {
      return Optional.of(tooBig(file));
    }
    List<InputProblem> problems = InputCheck.of(field, file.facts());
    if (!problems.isEmpty()) {
      return Optional.of(Objection.of(model, problems.get(0)));
    }
    boolean measured = file.facts().medium() == Medium.IMAGE || !file.facts().length().isZero();
    return measured ? Optional.empty() : Optional.of(Phrase.of("file.unmeasured"));
  }

  private Phrase tooBig(GivenFile file) {
    long megabytes = (file.facts().bytes() + MEGABYTE - 1) / MEGABYTE;
    return new Phrase("file.toobig", Map.of("limit", maxMegabytes, "actual", megabytes));
  }
}
