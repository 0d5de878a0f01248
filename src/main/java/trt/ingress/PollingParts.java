package trt.ingress;

import java.util.List;
import trt.config.TelegramConfig;
import trt.telegram.TelegramClient;

/**
 * What polling is made of.
 *
 * @param ingress what the webhook would use: polling stores through the same inbox
 * @param allowedUpdates the kinds of update to ask for
 */
public record PollingParts(
    IngressParts ingress,
    TelegramClient telegram,
    TelegramConfig config,
    List<String> allowedUpdates) {}
