package trt.domain.dialogue;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** A code that brings money. */
final class PromoTopic {
  private static final String FORM = "[A-Z0-9_-]{3,32}";

  /** A code as it is stored; empty for what can be none. */
  static Optional<String> code(String text) {
    String code = text.strip().toUpperCase(Locale.ROOT);
    return code.matches(FORM) ? Optional.of(code) : Optional.empty();
  }

  /** What a written code asks for. */
  static Optional<Errand> redeem(String text) {
    return code(text).map(Errand.OfMoney.Redeem::new);
  }

  /** Asks for a code. */
  Turn ask(Scene scene) {
    return Turn.show(
        scene.session().save().at(Session.Stage.PROMO),
        Screen.column(Phrase.of("promo.ask"), List.of(toMenu())));
  }

  /** A code was written. */
  Turn written(Scene scene) {
    Optional<Outcome.OfMoney.Redeemed> redeemed = scene.outcome(Outcome.OfMoney.Redeemed.class);
    if (redeemed.isEmpty()) {
      return again(scene, "promo.form");
    }
    Outcome.OfMoney.Redeemed done = redeemed.get();
    return switch (done.result()) {
      case OK -> Turn.show(scene.session().save().home(), given(done));
      case UNKNOWN -> again(scene, "promo.unknown");
      case USED -> again(scene, "promo.used");
      case CLOSED, EXPIRED -> again(scene, "promo.expired");
      case GONE -> again(scene, "promo.gone");
      case WAIT ->
          Turn.show(
              scene.session().save().home(),
              Screen.column(Phrase.of("promo.wait"), List.of(toMenu())));
    };
  }

  private static Screen given(Outcome.OfMoney.Redeemed done) {
    return Screen.column(
        new Phrase(
            "promo.given",
            Map.of(
                "amount", new Phrase.Stars(done.given()),
                "balance", new Phrase.Stars(done.balance()))),
        List.of(Button.of("button.balance", Action.of("balance")), toMenu()));
  }

  private static Turn again(Scene scene, String key) {
    return Turn.show(
        scene.session().save().at(Session.Stage.PROMO),
        Screen.column(Phrase.of(key), List.of(toMenu())));
  }

  private static Button toMenu() {
    return Button.of("button.menu", Action.of("home"));
  }
}
