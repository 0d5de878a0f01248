package trt;

import io.vertx.core.Future;
import java.util.function.Supplier;
import trt.telegram.BotAccount;
import trt.telegram.TelegramClient;

/** The bot's name at Telegram, for links to it. Asked for until it is known, never waited for. */
final class BotName implements Supplier<String> {
  private final TelegramClient telegram;
  private volatile String name = "";
  private volatile Future<BotAccount> asking;

  BotName(TelegramClient telegram) {
    this.telegram = telegram;
    this.asking = ask();
  }

  /** Empty while it is not known. */
  @Override
  public String get() {
    if (name.isEmpty() && asking.isComplete()) {
      asking = ask();
    }
    return name;
  }

  /** A failure is no matter: whoever asks next asks again. */
  private Future<BotAccount> ask() {
    return telegram.getMe().onSuccess(account -> name = account.username());
  }
}
