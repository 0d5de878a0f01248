package trt.ingress;

import java.util.List;
import java.util.function.BooleanSupplier;
import trt.config.TelegramConfig;
import trt.telegram.TelegramClient;

/**
 * What polling is made of.
 *
 * @param ingress what the webhook would use: polling stores through the same inbox
 * @param allowedUpdates the kinds of update to ask for
 * @param mayPoll whether this node is the one that polls now
 */
public record PollingParts(
    IngressParts ingress,
    TelegramClient telegram,
    TelegramConfig config,
    List<String> allowedUpdates,
    BooleanSupplier mayPoll) {}
