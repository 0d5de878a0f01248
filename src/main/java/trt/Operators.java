package trt;

import java.util.Set;
import java.util.function.Supplier;
import trt.bus.Bus;
import trt.config.AppConfig;
import trt.domain.dialogue.admin.AdminView;
import trt.domain.dialogue.admin.Switches;
import trt.kie.Account;
import trt.postgres.BroadcastStore;
import trt.postgres.OutboxStore;
import trt.routing.BroadcastRound;
import trt.routing.RoutingParts;
import trt.text.ScreenRenderer;
import trt.text.Texts;

/** The operators' side of the chat, as routing needs it. */
final class Operators {
  private Operators() {}

  /** Its messages go last, and within delivery's budget for the whole bot. */
  static BroadcastRound broadcasts(AppConfig config, Outside outside, Bus bus) {
    return new BroadcastRound(
        outside.db(),
        new BroadcastStore(outside.db(), outside.feed()),
        new OutboxStore(outside.db(), outside.feed()),
        new ScreenRenderer(new Texts(config.money().minorPerStar())),
        bus,
        config.routing().broadcastPerSecond(),
        config.routing().broadcastUnsent());
  }

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
