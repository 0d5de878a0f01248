package trt.domain.dialogue;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Promo codes as admins make, list and end them. Everybody else does not know these commands. */
final class PromoDeskTopic {
  private static final int USUAL_DAYS = 30;
  private static final long MOST_STARS = 100_000;
  private static final int MOST_USES = 1_000_000;
  private static final int MOST_DAYS = 3_650;
  private static final Phrase NOTHING = Phrase.of("promo.desk.none");

  private final HomeTopic home;
  private final long minorPerStar;

  PromoDeskTopic(HomeTopic home, long minorPerStar) {
    this.home = home;
    this.minorPerStar = minorPerStar;
  }

  /** What a command asks for; a wrong one asks for the list, which only admins get. */
  Errand errand(Input.Command command) {
    Errand list = new Errand.OfMoney.Promos();
    return switch (command.name()) {
      case "promo_new" -> made(command.argument()).orElse(list);
      case "promo_close" ->
          PromoTopic.code(command.argument())
              .<Errand>map(Errand.OfMoney.ClosePromo::new)
              .orElse(list);
      default -> list;
    };
  }

  /** The answer to a command. */
  Turn answer(Scene scene, Input.Command command) {
    Optional<Outcome.OfMoney.PromoMade> made = scene.outcome(Outcome.OfMoney.PromoMade.class);
    if (made.isPresent()) {
      return made.get().fresh()
          ? said(scene, new Phrase("promo.desk.made", values(command.argument())))
          : said(scene, Phrase.of("promo.desk.exists"));
    }
    Optional<Outcome.OfMoney.PromoClosed> closed = scene.outcome(Outcome.OfMoney.PromoClosed.class);
    if (closed.isPresent()) {
      return said(
          scene, Phrase.of(closed.get().found() ? "promo.desk.closed" : "promo.desk.unknown"));
    }
    Optional<Outcome.OfMoney.Promos> promos = scene.outcome(Outcome.OfMoney.Promos.class);
    if (promos.isEmpty()) {
      return home.unknownCommand(scene);
    }
    return said(
        scene,
        command.name().equals("promo_list")
            ? Phrase.of("promo.desk.list", "lines", lines(promos.get().promos()))
            : Phrase.of("promo.desk.usage"));
  }

  /** {@code CODE AMOUNT [USES] [DAYS]}; the amount in Stars. Empty for anything else. */
  private Optional<Errand> made(String argument) {
    String[] words = argument.strip().split("\\s+", -1);
    Optional<String> code = PromoTopic.code(words[0]);
    if (words.length < 2 || words.length > 4 || code.isEmpty()) {
      return Optional.empty();
    }
    long amount = minor(words[1]);
    int uses = words.length > 2 ? number(words[2], MOST_USES) : 1;
    int days = words.length > 3 ? number(words[3], MOST_DAYS) : USUAL_DAYS;
    return amount > 0 && uses > 0 && days > 0
        ? Optional.of(new Errand.OfMoney.NewPromo(code.get(), amount, uses, days))
        : Optional.empty();
  }

  private Map<String, Object> values(String argument) {
    Errand.OfMoney.NewPromo made =
        (Errand.OfMoney.NewPromo) made(argument).orElseThrow(IllegalStateException::new);
    return Map.of(
        "code", made.code(),
        "amount", new Phrase.Stars(made.amount()),
        "uses", made.uses(),
        "days", made.days());
  }

  /** Minor units; 0 for what is no amount. */
  private long minor(String stars) {
    if (!stars.matches("[0-9]{1,6}([.,][0-9]{1,6})?")) {
      return 0;
    }
    BigDecimal minor =
        new BigDecimal(stars.replace(',', '.')).multiply(BigDecimal.valueOf(minorPerStar));
    boolean whole = minor.stripTrailingZeros().scale() <= 0;
    boolean fits = minor.compareTo(BigDecimal.valueOf(MOST_STARS * minorPerStar)) <= 0;
    return whole && fits ? minor.longValueExact() : 0;
  }

  /** 0 for what is no number up to there. */
  private static int number(String text, int most) {
    int number = text.matches("[0-9]{1,7}") ? Integer.parseInt(text) : 0;
    return number <= most ? number : 0;
  }

  private static Phrase lines(List<Outcome.OfMoney.Promo> promos) {
    Phrase lines = NOTHING;
    for (int i = promos.size() - 1; i >= 0; i--) {
      Phrase line = line(promos.get(i));
      lines =
          i == promos.size() - 1
              ? line
              : new Phrase("statement.lines", Map.of("line", line, "rest", lines));
    }
    return lines;
  }

  private static Phrase line(Outcome.OfMoney.Promo promo) {
    return new Phrase(
        "promo.desk.line",
        Map.of(
            "code", promo.code(),
            "amount", new Phrase.Stars(promo.amount()),
            "used", promo.used(),
            "uses", promo.uses(),
            "until", promo.until(),
            "state", promo.state().name()));
  }

  private static Turn said(Scene scene, Phrase text) {
    return Turn.show(
        scene.session(), Screen.column(text, List.of(Button.of("button.menu", Action.of("home")))));
  }
}
