package trt.domain.dialogue;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import trt.domain.catalog.Category;
import trt.domain.dialogue.admin.AdminRequests;
import trt.domain.dialogue.admin.AdminTopic;

/**
 * What the bot says next. Every input gets a turn with at least one visible reply, except an edited
 * text that answered nothing; nothing here waits, reads a clock or knows Telegram.
 */
public final class Dialogue {
  /** What Telegram lets a bot download, unless an own Bot API server allows more. */
  public static final int USUAL_MEGABYTES = 20;

  private static final Set<String> OF_JOBS = Set.of("again", "edit", "file");

  private final HomeTopic home;
  private final OrderTopic order;
  private final FileTopic files;
  private final TopUpTopic topUp;
  private final Correction corrections;
  private final GroupManners manners;
  private final OwnTopics own;
  private final PeopleTopics people;
  private final MoneyTopics money;
  private final AdminTopic admin;
  private final VoiceTopic voice;
  private final WordingTopic wording;
  private final ExampleTopic examples;

  /** A dialogue that takes no money, with Telegram's own limit of files. */
  public Dialogue(Shop shop, String support) {
    this(shop, Till.shut(), support, USUAL_MEGABYTES);
  }

  /**
   * @param support whom users may write to, empty when nobody is named
   * @param maxMegabytes largest file the bot can fetch, 1 MB = 1,048,576 bytes
   */
  public Dialogue(Shop shop, Till till, String support, int maxMegabytes) {
    this.home = new HomeTopic(shop, till, support);
    this.order = new OrderTopic(shop, home);
    this.files = new FileTopic(shop, home, order, maxMegabytes);
    PaymentMethod transfer = new TransferTopic(till, home);
    this.topUp = new TopUpTopic(shop, till, List.of(transfer));
    this.corrections = new Correction(shop, order);
    this.manners = new GroupManners();
    this.own = new OwnTopics(shop);
    this.people = new PeopleTopics(shop, home, order, files);
    this.money = new MoneyTopics(shop, till, home, support, List.of(topUp, transfer));
    this.admin = new AdminTopic(shop, till.minorPerStar());
    this.examples = new ExampleTopic(shop, order);
    this.wording = new WordingTopic(shop, home, order);
    this.voice = new VoiceTopic(shop, home, order, files);
  }

  /** Whether Stars are taken now. */
  public boolean takesStars() {
    return topUp.open();
  }

  /** What must be done first; its outcome belongs into the {@link Scene}. */
  public Optional<Errand> errand(Session session, Input input) {
    if (input instanceof Input.Press press && OF_JOBS.contains(press.action().verb())) {
      return Optional.of(new Errand.Recall(press.action().number(0)));
    }
    Input meant = GroupManners.meant(input);
    return money
        .errand(session, meant)
        .or(() -> own.errand(meant))
        .or(() -> people.errand(session, meant))
        .or(() -> voice.errand(meant))
        .or(() -> AdminRequests.of(session, meant).map(Errand.Administer::new));
  }

  /** The same where others may read along: what is refused there is not done either. */
  public Optional<Errand> errand(Session session, Input input, boolean group) {
    return group && GroupManners.isPrivate(GroupManners.meant(input))
        ? Optional.empty()
        : errand(session, input);
  }

  /** The answer to one input. */
  public Turn next(Scene scene, Input said) {
    Input input = GroupManners.meant(said);
    return scene.group() ? manners.next(scene, input, this::answer) : answer(scene, input);
  }

  private Turn answer(Scene scene, Input input) {
    Optional<Outcome.Administered> granted = scene.outcome(Outcome.Administered.class);
    return granted.isPresent()
        ? admin.answer(scene, input, granted.get().view())
        : money
            .next(scene, input)
            .or(() -> own.next(scene, input))
            .or(() -> people.next(scene, input))
            .or(() -> examples.next(scene, input, this::answer))
            .or(() -> wording.next(scene, input, this::answer))
            .or(() -> voice.next(scene, input, this::answer))
            .orElseGet(() -> other(scene, input));
  }

  private Turn other(Scene scene, Input input) {
    if (input instanceof Input.Command command) {
      return command(scene, command);
    }
    if (input instanceof Input.Words words) {
      return words(scene, words);
    }
    if (input instanceof Input.Press press) {
      return press(scene, press.action());
    }
    if (input instanceof Input.Edited edited) {
      return corrections.edited(scene, edited);
    }
    if (input instanceof Input.Sent sent) {
      return files.received(scene, sent);
    }
    boolean waits = scene.session().stage() == Session.Stage.FILE;
    return waits ? files.wanted(scene) : home.unsupported(scene);
  }

  private Turn command(Scene scene, Input.Command command) {
    return switch (command.name()) {
      case "start" -> home.start(scene);
      case "menu" -> home.menu(scene);
      case "help" -> home.help(scene);
      case "cancel" -> home.cancel(scene);
      case "topup" ->
          command.argument().isEmpty()
              ? topUp.choose(scene)
              : topUp.typed(scene, command.argument());
      case "terms" -> home.about(scene, "terms");
      default -> home.unknownCommand(scene);
    };
  }

  private Turn words(Scene scene, Input.Words words) {
    String text = words.text();
    return switch (scene.session().stage()) {
      case WORDS -> order.words(scene, text, words.messageId());
      case OPTION -> order.typedOption(scene, text);
      case FILE -> files.wanted(scene);
      case TOPUP -> topUp.typed(scene, text);
      case HOME, CONFIRM, PROMO, ADMIN, FIND, SEARCH -> home.unknownWords(scene);
    };
  }

  private Turn press(Scene scene, Action action) {
    return switch (action.verb()) {
      case "home" -> home.menu(scene);
      case "help" -> home.help(scene);
      case "models" ->
          category(action.arg(0))
              .map(c -> home.models(scene, c))
              .orElseGet(() -> home.stale(scene));
      case "m" -> order.start(scene, action.arg(0));
      case "o" -> order.option(scene, action);
      case "c" -> order.change(scene, action);
      case "fd" -> files.done(scene, action);
      case "fs" -> files.skipped(scene, action);
      case "fw" -> files.with(scene, action);
      case "go" -> order.confirmed(scene, action);
      case "topup" -> topUp.choose(scene);
      case "cont" -> resume(scene);
      case "again" -> recall(scene, false);
      case "edit" -> recall(scene, true);
      case "file" -> file(scene);
      default -> home.stale(scene);
    };
  }

  /** The order that was kept while its money was missing; its price is shown before it starts. */
  private Turn resume(Scene scene) {
    return scene
        .session()
        .saved()
        .map(kept -> order.begin(scene, kept.model(), kept.inputs()))
        .orElseGet(() -> home.stale(scene));
  }

  private Turn recall(Scene scene, boolean withoutPrompt) {
    Optional<Outcome.PastJob> past =
        scene.outcome(Outcome.PastJob.class).filter(job -> !job.inputs().isEmpty());
    if (past.isEmpty()) {
      return home.stale(scene);
    }
    Map<String, Object> inputs = new LinkedHashMap<>(past.get().inputs());
    if (withoutPrompt) {
      inputs.remove("prompt");
    }
    return order.begin(scene, past.get().model(), inputs);
  }

  /** The menu stays where it is: a file is no step of a conversation. */
  private Turn file(Scene scene) {
    return scene
        .outcome(Outcome.PastJob.class)
        .map(
            past ->
                new Turn(
                    scene.session(),
                    List.of(
                        new Reply.Toast(Phrase.of("toast.file"), false),
                        new Reply.SendFiles(
                            past.id(), Phrase.of("file.gone"), Phrase.of("file.large")))))
        .orElseGet(() -> home.stale(scene));
  }

  private static Optional<Category> category(String name) {
    for (Category category : Category.values()) {
      if (category.name().equals(name)) {
        return Optional.of(category);
      }
    }
    return Optional.empty();
  }
}
