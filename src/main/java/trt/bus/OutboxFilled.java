package trt.bus;

import java.util.List;
import trt.domain.outbox.Outgoing;

/** Calls to Telegram were committed. */
public record OutboxFilled(List<Outgoing> messages) {}
