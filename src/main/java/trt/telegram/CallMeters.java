package trt.telegram;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** Counts and times the calls. A method outside the known set is counted as {@code other}. */
final class CallMeters {
  private static final Set<String> KNOWN =
      Set.of(
          "getMe",
          "getUpdates",
          "setWebhook",
          "deleteWebhook",
          "getWebhookInfo",
          "sendMessage",
          "sendPhoto",
          "sendVideo",
          "sendAnimation",
          "sendAudio",
          "sendVoice",
          "sendDocument",
          "sendMediaGroup",
          "sendChatAction",
          "sendMessageDraft",
          "sendInvoice",
          "createInvoiceLink",
          "editMessageText",
          "editMessageCaption",
          "editMessageMedia",
          "editMessageReplyMarkup",
          "deleteMessage",
          "deleteMessages",
          "pinChatMessage",
          "setMessageReaction",
          "answerCallbackQuery",
          "answerInlineQuery",
          "answerPreCheckoutQuery",
          "answerShippingQuery",
          "refundStarPayment",
          "getStarTransactions",
          "getMyStarBalance",
          "setMyCommands",
          "setMyDescription",
          "setMyShortDescription",
          "setChatMenuButton",
          "getChat",
          "getFile",
          "download");

  private final MeterRegistry registry;
  private final Map<String, Map<String, Counter>> counters = new ConcurrentHashMap<>();
  private final Map<String, Timer> timers = new ConcurrentHashMap<>();

  CallMeters(MeterRegistry registry) {
    this.registry = registry;
  }

  /** Keeps the meters: looking one up in the registry costs more than counting. */
  void record(String method, String outcome, long nanos) {
    String label = KNOWN.contains(method) ? method : "other";
    counters
        .computeIfAbsent(label, of -> new ConcurrentHashMap<>())
        .computeIfAbsent(
            outcome,
            of -> registry.counter("trt.telegram.calls", "method", label, "outcome", outcome))
        .increment();
    timers
        .computeIfAbsent(
            label, of -> Timer.builder("trt.telegram.call").tag("method", label).register(registry))
        .record(nanos, TimeUnit.NANOSECONDS);
  }
}
