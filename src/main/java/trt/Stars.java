package trt;

import io.micrometer.core.instrument.MeterRegistry;
import java.security.SecureRandom;
import java.time.ZoneId;
import java.util.Set;
import java.util.function.BooleanSupplier;
import trt.bus.Bus;
import trt.config.AppConfig;
import trt.payments.PaymentsParts;
import trt.postgres.AuditStore;
import trt.postgres.ManualRequestStore;
import trt.postgres.OutboxStore;
import trt.postgres.PaymentStore;
import trt.postgres.PromoStore;
import trt.postgres.ReferralStore;
import trt.postgres.RefundStore;
import trt.postgres.RefundWishStore;
import trt.postgres.StarsCursorStore;
import trt.postgres.StatementStore;
import trt.routing.RoutingParts;
import trt.text.ScreenRenderer;

/** Payments, as the units that have to do with them need them. */
final class Stars {
  /** Codes of links need not be secret, only short and nobody else's. */
  private static final int CODE_BYTES = 9;

  private final AppConfig config;
  private final Outside outside;
  private final PaymentStore payments;
  private final RefundStore refunds;
  private final ReferralStore referrals;

  Stars(AppConfig config, Outside outside) {
    this.config = config;
    this.outside = outside;
    this.payments =
        new PaymentStore(outside.feed(), config.money().currency(), config.money().minorPerStar());
    this.refunds = new RefundStore(outside.db(), outside.feed());
    this.referrals = new ReferralStore(outside.db(), outside.feed(), config.money().currency());
  }

  RoutingParts.Stars routing() {
    return new RoutingParts.Stars(
        config.payments(), payments, refunds, new Tokens(new SecureRandom()), accounts());
  }

  private RoutingParts.Accounts accounts() {
    String currency = config.money().currency();
    return new RoutingParts.Accounts(
        config.accounts(),
        Set.copyOf(config.admin().ids()),
        new BotName(outside.telegram()),
        new Tokens(new SecureRandom(), CODE_BYTES),
        new StatementStore(outside.feed(), ZoneId.of(config.accounts().timeZone())),
        new PromoStore(outside.feed(), currency),
        referrals,
        new RefundWishStore(outside.feed()),
        new ManualRequestStore(
            outside.db(), outside.feed(), currency, config.money().minorPerStar()));
  }

  PaymentsParts payments(
      OutboxStore outbox,
      ScreenRenderer renderer,
      Bus bus,
      MeterRegistry registry,
      BooleanSupplier mayWork) {
    return new PaymentsParts(
        config.payments(),
        config.accounts(),
        outside.feed().feedId(),
        new PaymentsParts.Stores(
            outside.db(),
            payments,
            refunds,
            new StarsCursorStore(outside.db(), outside.feed()),
            referrals,
            outbox,
            new AuditStore(outside.feed())),
        outside.telegram(),
        renderer,
        bus,
        registry,
        mayWork);
  }
}
