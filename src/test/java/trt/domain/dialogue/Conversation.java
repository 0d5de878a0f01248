package trt.domain.dialogue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import trt.domain.pricing.PriceList;
import trt.domain.pricing.Tariff;
import trt.domain.wallet.Purse;
import trt.kie.CatalogFile;
import trt.text.Texts;

/** One person talking to the dialogue, in English; reads like the chat. */
final class Conversation {
  static final CatalogFile FILE = CatalogFile.load();
  private static final Texts TEXTS = new Texts(100);

  private Shop shop = shop("2", FILE.prices().keySet(), true);
  private Till till = Till.shut();
  private Purse purse = new Purse(1, 2_000, 0, 0, 2, 3);
  private Session session = Session.fresh(1_000);
  private Optional<Outcome> recalled = Optional.empty();
  private Screen screen = new Screen(Phrase.of("home.menu"), List.of());
  private List<Reply> replies = List.of();

  static Shop shop(String markup, Set<String> priced, boolean open) {
    Tariff tariff =
        new Tariff(new BigDecimal("0.005"), new BigDecimal(markup), new BigDecimal("0.013"), 100);
    var prices = new java.util.HashMap<>(FILE.prices());
    prices.keySet().retainAll(priced);
    return new Shop(
        FILE.catalog(),
        new PriceList(prices, tariff),
        List.of("z-image", "google/nano-banana", "nano-banana-pro"),
        Set.of("z-image"),
        open);
  }

  @CanIgnoreReturnValue
  Conversation shopBecomes(Shop other) {
    shop = other;
    return this;
  }

  @CanIgnoreReturnValue
  Conversation tillBecomes(Till other) {
    till = other;
    return this;
  }

  /** Stars of the invoice of the last answer, 0 when there is none. */
  long invoiced() {
    return replies.stream()
        .filter(Reply.Invoice.class::isInstance)
        .mapToLong(reply -> ((Reply.Invoice) reply).stars())
        .sum();
  }

  @CanIgnoreReturnValue
  Conversation has(long available, long free) {
    return purseBecomes(new Purse(1, available, 0, 0, 2, free));
  }

  @CanIgnoreReturnValue
  Conversation purseBecomes(Purse other) {
    purse = other;
    return this;
  }

  @CanIgnoreReturnValue
  Conversation remembers(Outcome.PastJob job) {
    recalled = Optional.of(job);
    return this;
  }

  /** What comes of every errand from now on. */
  @CanIgnoreReturnValue
  Conversation finds(Outcome outcome) {
    recalled = Optional.of(outcome);
    return this;
  }

  /** The errand before the answer to a button. */
  Optional<Errand> errand(Action action) {
    return dialogue().errand(session, new Input.Press(Action.decode(action.encode()), 7, false));
  }

  /** The errand before the answer to a command. */
  Optional<Errand> errand(String command, String argument) {
    return dialogue().errand(session, new Input.Command(command, argument));
  }

  @CanIgnoreReturnValue
  Conversation command(String name) {
    return hears(new Input.Command(name, ""));
  }

  @CanIgnoreReturnValue
  Conversation says(String text) {
    return hears(new Input.Words(text));
  }

  @CanIgnoreReturnValue
  Conversation sends(String kind) {
    return hears(new Input.Unsupported(kind));
  }

  /** Presses the button with that label on the screen that was shown last. */
  @CanIgnoreReturnValue
  Conversation presses(String label) {
    return presses(button(label));
  }

  /** Presses any button, also one of a screen of long ago. */
  @CanIgnoreReturnValue
  Conversation presses(Action action) {
    return hears(new Input.Press(Action.decode(action.encode()), 7, false));
  }

  Action button(String label) {
    return screen.rows().stream()
        .flatMap(List::stream)
        .filter(b -> TEXTS.plain("en", b.label()).equals(label))
        .map(Button::action)
        .findFirst()
        .orElseThrow(() -> new AssertionError(label + " is not among " + labels()));
  }

  List<String> labels() {
    return screen.rows().stream()
        .flatMap(List::stream)
        .map(b -> TEXTS.plain("en", b.label()))
        .toList();
  }

  @CanIgnoreReturnValue
  Conversation sees(String... parts) {
    for (String part : parts) {
      assertTrue(text().contains(part), () -> part + " is not in: " + text());
    }
    return this;
  }

  @CanIgnoreReturnValue
  Conversation notices(String toast) {
    List<String> toasts =
        replies.stream()
            .filter(Reply.Toast.class::isInstance)
            .map(r -> TEXTS.plain("en", ((Reply.Toast) r).text()))
            .toList();
    assertEquals(List.of(toast), toasts);
    return this;
  }

  String text() {
    return TEXTS.html("en", screen.text());
  }

  Session session() {
    return session;
  }

  /** The job the last input started. */
  Reply.StartJob started() {
    return replies.stream()
        .filter(Reply.StartJob.class::isInstance)
        .map(Reply.StartJob.class::cast)
        .findFirst()
        .orElseThrow(() -> new AssertionError("no job was started but: " + replies));
  }

  @CanIgnoreReturnValue
  Conversation startsNothing() {
    assertTrue(replies.stream().noneMatch(Reply.StartJob.class::isInstance), replies::toString);
    return this;
  }

  Dialogue dialogue() {
    return new Dialogue(shop, till, "@helpdesk", Dialogue.USUAL_MEGABYTES);
  }

  @CanIgnoreReturnValue
  private Conversation hears(Input input) {
    Turn turn = dialogue().next(new Scene(session, "Ann", purse, recalled), input);
    assertTrue(!turn.replies().isEmpty(), "silence after " + input);
    session = turn.session();
    replies = turn.replies();
    for (Reply reply : replies) {
      if (reply instanceof Reply.Show show) {
        screen = show.screen();
      } else if (reply instanceof Reply.StartJob start) {
        screen = start.accepted();
      }
    }
    return this;
  }

  static Outcome.PastJob past(String model, Map<String, Object> inputs) {
    return new Outcome.PastJob(5, model, inputs);
  }
}
