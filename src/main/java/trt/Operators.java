package trt;

import java.util.Set;
import java.util.function.Supplier;
import trt.config.AppConfig;
import trt.domain.dialogue.admin.AdminView;
import trt.domain.dialogue.admin.Switches;
import trt.kie.Account;
import trt.routing.RoutingParts;

/** The operators' side of the chat, as routing needs it. */
final class Operators {
  private Operators() {}

  static RoutingParts.Desk desk(
      AppConfig config,
      Outside outside,
      Supplier<AdminView.Health> health,
      Supplier<Switches> switches) {
    return RoutingParts.Desk.of(
        Set.copyOf(config.admin().ids()),
        outside.db(),
        outside.feed(),
        config.money().currency(),
        health,
        switches,
        Account.of(config.kie().apiKey()));
  }
}
