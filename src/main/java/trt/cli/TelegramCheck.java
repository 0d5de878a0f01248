package trt.cli;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import trt.config.TelegramConfig;
import trt.telegram.RefusalKind;
import trt.telegram.TelegramClient;
import trt.telegram.TelegramRefused;
import trt.telegram.TelegramUnavailable;
import trt.telegram.WebhookInfo;

/** Is the token good, and do updates reach us. */
record TelegramCheck(Vertx vertx, TelegramConfig config) implements Check {
  private static final long LIMIT_SECONDS = 20;

  @Override
  public String name() {
    return "telegram";
  }

  @Override
  public List<Verdict> run() throws TimeoutException {
    if (!config.token().isPresent()) {
      return List.of(
          Verdict.fail(name(), "no token", "set TELEGRAM_BOT_TOKEN as BotFather gives it"));
    }
    TelegramClient telegram = new TelegramClient(vertx, config, new SimpleMeterRegistry());
    try {
      return look(telegram);
    } finally {
      telegram.close().await(5, TimeUnit.SECONDS);
    }
  }

  private List<Verdict> look(TelegramClient telegram) throws TimeoutException {
    List<Verdict> found = new ArrayList<>();
    try {
      String username = telegram.getMe().await(LIMIT_SECONDS, TimeUnit.SECONDS).username();
      found.add(Verdict.ok(name(), "the token belongs to @" + username));
      found.add(webhook(telegram.getWebhookInfo().await(LIMIT_SECONDS, TimeUnit.SECONDS)));
    } catch (TelegramRefused e) {
      found.add(
          e.kind() == RefusalKind.UNAUTHORIZED
              ? Verdict.fail(name(), "refuses the token", "take the token from BotFather again")
              : Verdict.fail(name(), "refuses the question", "try again in a minute"));
    } catch (TelegramUnavailable | TimeoutException e) {
      found.add(
          Verdict.fail(
              name(), "does not answer", "check TELEGRAM_API_URL and the way to the internet"));
    }
    return found;
  }

  private Verdict webhook(WebhookInfo info) {
    String waiting = ", " + info.pendingUpdates() + " updates wait";
    if (config.mode() == TelegramConfig.Mode.POLLING) {
      return info.url().isEmpty()
          ? Verdict.ok("webhook", "none, the bot polls" + waiting)
          : Verdict.warn(
              "webhook", "registered although the bot polls", "serve removes it at its start");
    }
    if (config.webhookBaseUrl() == null
        || !info.url().startsWith(config.webhookBaseUrl().toString())) {
      return Verdict.warn(
          "webhook", "not registered at our address" + waiting, "serve registers it at its start");
    }
    return info.lastError()
        .map(
            error ->
                Verdict.warn(
                    "webhook",
                    "registered" + waiting + "; last error: " + error,
                    "make the address reachable from the internet over https"))
        .orElseGet(() -> Verdict.ok("webhook", "registered" + waiting));
  }
}
