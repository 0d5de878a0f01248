package trt;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.security.SecureRandom;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import trt.bus.Bus;
import trt.config.AppConfig;
import trt.domain.dialogue.admin.AdminView;
import trt.domain.dialogue.admin.Switches;
import trt.kie.Account;
import trt.postgres.BroadcastStore;
import trt.postgres.ConsoleStore;
import trt.postgres.OutboxStore;
import trt.postgres.SwitchStore;
import trt.routing.BroadcastRound;
import trt.routing.ConsoleLinks;
import trt.routing.RoutingParts;
import trt.text.ScreenRenderer;
import trt.text.Texts;

/** The operators' side of the chat: their desk, what they have switched, what they broadcast. */
final class Operators {
  private final SwitchBoard board;
  private final Broadcasts broadcasts;
  private final RoutingParts.Desk desk;

  /**
   * @param sales change with the switches
   * @param health what this node knows of the parts of the bot
   * @param leads whether this node sends the broadcasts now
   */
  Operators(
      Vertx vertx,
      AppConfig config,
      Outside outside,
      Bus bus,
      Sales sales,
      Supplier<AdminView.Health> health,
      BooleanSupplier leads) {
    SwitchStore store = new SwitchStore(outside.db(), outside.feed());
    this.board = new SwitchBoard(vertx, store, sales::change);
    this.broadcasts = new Broadcasts(vertx, round(config, outside, bus), leads);
    this.desk =
        RoutingParts.Desk.of(
            Set.copyOf(config.admin().ids()),
            outside.db(),
            outside.feed(),
            config.money().currency(),
            health,
            board::now,
            Account.of(config.kie().apiKey()),
            new ConsoleLinks(
                new ConsoleStore(outside.db(), outside.feed()),
                new Tokens(new SecureRandom()),
                config.ops().publicUrl(),
                config.ops().linkLife()));
  }

  RoutingParts.Desk desk() {
    return desk;
  }

  /** What is switched, as far as this node knows. */
  Switches switches() {
    return board.now();
  }

  /** Completes when it is known what is switched: nothing is sold before. */
  Future<Void> start() {
    return board.start().onSuccess(known -> broadcasts.start());
  }

  void stop() {
    board.stop();
    broadcasts.stop();
  }

  private static BroadcastRound round(AppConfig config, Outside outside, Bus bus) {
    return new BroadcastRound(
        outside.db(),
        new BroadcastStore(outside.db(), outside.feed()),
        new OutboxStore(outside.db(), outside.feed()),
        new ScreenRenderer(new Texts(config.money().minorPerStar())),
        bus,
        config.routing().broadcastPerSecond(),
        config.routing().broadcastUnsent());
  }
}
