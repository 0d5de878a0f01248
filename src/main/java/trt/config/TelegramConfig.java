package trt.config;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** How the bot speaks to Telegram and how updates reach it. */
public record TelegramConfig(
    @Setting("Address of the Bot API; also a self-hosted Bot API server or the emulator.")
        URI apiUrl,
    @Setting(
            value = "The bot's token as BotFather gives it.",
            pattern = "[0-9]+:[A-Za-z0-9_-]+",
            expected = "<digits>:<secret>, as BotFather gives it")
        Secret token,
    @Setting(
            "How updates arrive. Derived: webhook when telegram.webhookBaseUrl is known, else polling.")
        Mode mode,
    @Setting(
            "Public https address under which Telegram reaches /webhook. Taken from RENDER_EXTERNAL_URL when that is set.")
        @Nullable URI webhookBaseUrl,
    @Setting(
            value =
                "What Telegram repeats in X-Telegram-Bot-Api-Secret-Token. Derived: an HMAC of the token, so every node agrees.",
            pattern = "[A-Za-z0-9_-]{1,256}",
            expected = "1 to 256 of A-Z a-z 0-9 _ -")
        Secret webhookSecret,
    @Setting(
            value =
                "Webhook connections Telegram may open at once; chats are served in parallel up to this number.",
            max = 100)
        int maxConnections,
    @Setting("Longest wait for a connection to the Bot API.") Duration connectTimeout,
    @Setting(
            "Longest time to hand a call over to the network. After it the call was surely not made.")
        Duration writeTimeout,
    @Setting(
            "Longest wait for the answer to a call; after it the outcome of a send is unknown. Must exceed telegram.pollTimeout.")
        Duration readTimeout,
    @Setting(
            "How long one getUpdates waits for news in polling mode; Telegram allows at most 50 s.")
        Duration pollTimeout,
    @Setting(
            "Largest file a bot can fetch, in MB of 1,048,576 bytes. Telegram's own server gives at most 20; a self-hosted Bot API server gives up to 2000.")
        int maxDownload) {
  /** How updates arrive. */
  public enum Mode {
    /** Telegram posts them to us. */
    WEBHOOK,
    /** We ask for them. */
    POLLING
  }
}
