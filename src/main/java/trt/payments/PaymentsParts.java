package trt.payments;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.function.BooleanSupplier;
import trt.bus.Bus;
import trt.config.AccountsConfig;
import trt.config.PaymentsConfig;
import trt.postgres.AuditStore;
import trt.postgres.Db;
import trt.postgres.OutboxStore;
import trt.postgres.PaymentStore;
import trt.postgres.ReferralStore;
import trt.postgres.RefundStore;
import trt.postgres.StarsCursorStore;
import trt.telegram.TelegramClient;
import trt.text.ScreenRenderer;

/**
 * What the unit is made of.
 *
 * @param mayWork whether it is this node's turn, asked before every round
 */
public record PaymentsParts(
    PaymentsConfig config,
    AccountsConfig accounts,
    int feedId,
    Stores stores,
    TelegramClient telegram,
    ScreenRenderer renderer,
    Bus bus,
    MeterRegistry meters,
    BooleanSupplier mayWork) {
  /** The aggregates the rounds read and write. */
  public record Stores(
      Db db,
      PaymentStore payments,
      RefundStore refunds,
      StarsCursorStore cursor,
      ReferralStore referrals,
      OutboxStore outbox,
      AuditStore audit) {}
}
