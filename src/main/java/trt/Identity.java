package trt;

import io.vertx.core.Vertx;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import trt.domain.inbox.Myself;
import trt.telegram.TelegramClient;

/** By what name the bot is called in groups. Telegram is asked until it has told. */
final class Identity {
  private static final Logger LOG = LoggerFactory.getLogger(Identity.class);
  private static final Duration AGAIN = Duration.ofSeconds(5);

  private final Vertx vertx;
  private final TelegramClient telegram;
  private volatile String username = "";
  private volatile boolean stopped;
  private boolean told;

  Identity(Vertx vertx, TelegramClient telegram) {
    this.vertx = vertx;
    this.telegram = telegram;
  }

  /** The bot with that id. */
  Myself of(long id) {
    return new Myself(id, () -> username);
  }

  /** Without the at sign; empty until Telegram has told. */
  String username() {
    return username;
  }

  void start() {
    telegram.getMe().onSuccess(account -> username = account.username()).onFailure(this::later);
  }

  void stop() {
    stopped = true;
  }

  private void again() {
    if (!stopped) {
      start();
    }
  }

  private void later(Throwable cause) {
    if (stopped) {
      return;
    }
    if (!told) {
      told = true;
      LOG.atWarn()
          .addKeyValue("cause", cause.getMessage())
          .log("Telegram does not tell the bot's name yet; links to its private chat wait for it");
    }
    vertx.setTimer(AGAIN.toMillis(), timer -> again());
  }
}
