package trt;

import io.micrometer.core.instrument.MeterRegistry;
import java.security.SecureRandom;
import java.util.function.BooleanSupplier;
import trt.bus.Bus;
import trt.config.AppConfig;
import trt.payments.PaymentsParts;
import trt.postgres.AuditStore;
import trt.postgres.OutboxStore;
import trt.postgres.PaymentStore;
import trt.postgres.RefundStore;
import trt.postgres.StarsCursorStore;
import trt.routing.RoutingParts;
import trt.text.ScreenRenderer;

/** Payments, as the units that have to do with them need them. */
final class Stars {
  private final AppConfig config;
  private final Outside outside;
  private final PaymentStore payments;
  private final RefundStore refunds;

  Stars(AppConfig config, Outside outside) {
    this.config = config;
    this.outside = outside;
    this.payments =
        new PaymentStore(outside.feed(), config.money().currency(), config.money().minorPerStar());
    this.refunds = new RefundStore(outside.db(), outside.feed());
  }

  RoutingParts.Stars routing() {
    return new RoutingParts.Stars(
        config.payments(), payments, refunds, new Tokens(new SecureRandom()));
  }

  PaymentsParts payments(
      OutboxStore outbox,
      ScreenRenderer renderer,
      Bus bus,
      MeterRegistry registry,
      BooleanSupplier mayWork) {
    return new PaymentsParts(
        config.payments(),
        new PaymentsParts.Stores(
            outside.db(),
            payments,
            refunds,
            new StarsCursorStore(outside.db(), outside.feed()),
            outbox,
            new AuditStore(outside.feed())),
        outside.telegram(),
        renderer,
        bus,
        registry,
        mayWork);
  }
}
