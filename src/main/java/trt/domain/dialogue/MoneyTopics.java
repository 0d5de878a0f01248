package trt.domain.dialogue;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What is said about a person's own money: balance and statement, promo codes, invitations,
 * refunds. Looked at before the rest of the dialogue.
 */
final class MoneyTopics {
  private static final Set<String> DESK = Set.of("promo_new", "promo_list", "promo_close");
  private static final Errand NEWEST = new Errand.OfMoney.Page(false, false, 0);

  private final StatementTopic statement;
  private final PromoTopic promo = new PromoTopic();
  private final PromoDeskTopic desk;
  private final InviteTopic invite = new InviteTopic();
  private final RefundTopic refund;
  private final List<PaymentMethod> methods;

  MoneyTopics(Shop shop, Till till, HomeTopic home, String support, List<PaymentMethod> methods) {
    this.statement = new StatementTopic(shop, home);
    this.desk = new PromoDeskTopic(home, till.minorPerStar());
    this.refund = new RefundTopic(home, support);
    this.methods = List.copyOf(methods);
  }

  /** What must be done before one of these is answered. */
  Optional<Errand> errand(Session session, Input input) {
    if (input instanceof Input.Command command) {
      return errand(command);
    }
    if (input instanceof Input.Press press) {
      return errand(press.action());
    }
    return input instanceof Input.Words words && session.stage() == Session.Stage.PROMO
        ? PromoTopic.redeem(words.text())
        : Optional.empty();
  }

  private Optional<Errand> errand(Input.Command command) {
    if (DESK.contains(command.name())) {
      return Optional.of(desk.errand(command));
    }
    return switch (command.name()) {
      case "balance" -> Optional.of(NEWEST);
      case "promo" -> PromoTopic.redeem(command.argument());
      case "invite" -> Optional.of(new Errand.OfMoney.Invite());
      case "start" -> InviteTopic.arrival(command.argument());
      case "paysupport" -> Optional.of(new Errand.OfMoney.Payments());
      default -> Optional.empty();
    };
  }

  private Optional<Errand> errand(Action action) {
    return switch (action.verb()) {
      case "balance" -> Optional.of(NEWEST);
      case "st" -> Optional.of(StatementTopic.page(action));
      case "csv" -> Optional.of(StatementTopic.export(action));
      case "invite" -> Optional.of(new Errand.OfMoney.Invite());
      case "paysupport" -> Optional.of(new Errand.OfMoney.Payments());
      case "rfgo" -> RefundTopic.errand(action);
      default -> methods.stream().flatMap(method -> method.errand(action).stream()).findFirst();
    };
  }

  /** The answer, if it is about money. */
  Optional<Turn> next(Scene scene, Input input) {
    if (input instanceof Input.Command command) {
      return command(scene, command);
    }
    if (input instanceof Input.Press press) {
      return press(scene, press.action());
    }
    return input instanceof Input.Words && scene.session().stage() == Session.Stage.PROMO
        ? Optional.of(promo.written(scene))
        : Optional.empty();
  }

  private Optional<Turn> command(Scene scene, Input.Command command) {
    if (DESK.contains(command.name())) {
      return Optional.of(desk.answer(scene, command));
    }
    return switch (command.name()) {
      case "balance" -> Optional.of(statement.balance(scene));
      case "promo" ->
          Optional.of(command.argument().isEmpty() ? promo.ask(scene) : promo.written(scene));
      case "invite" -> Optional.of(invite.show(scene));
      case "paysupport" -> Optional.of(refund.choose(scene));
      default -> Optional.empty();
    };
  }

  private Optional<Turn> press(Scene scene, Action action) {
    return switch (action.verb()) {
      case "balance", "st" -> Optional.of(statement.balance(scene));
      case "csv" -> Optional.of(statement.exported(scene));
      case "promo" -> Optional.of(promo.ask(scene));
      case "invite" -> Optional.of(invite.show(scene));
      case "paysupport" -> Optional.of(refund.choose(scene));
      case "rf" -> Optional.of(refund.confirm(scene, action));
      case "rfgo" -> Optional.of(refund.asked(scene));
      default ->
          methods.stream().flatMap(method -> method.next(scene, action).stream()).findFirst();
    };
  }
}
