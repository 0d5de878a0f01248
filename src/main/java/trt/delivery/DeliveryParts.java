package trt.delivery;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import trt.bus.Bus;
import trt.config.DeliveryConfig;
import trt.postgres.OutboxStore;
import trt.telegram.TelegramClient;

/** What the unit is made of. */
public record DeliveryParts(
    DeliveryConfig config,
    OutboxStore outbox,
    TelegramClient telegram,
    MediaFetch media,
    Bus bus,
    MeterRegistry meters,
    Clock clock) {}
