package trt.cli;

import io.vertx.core.Vertx;
import java.net.URI;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import trt.config.AppConfig;
import trt.config.Need;

/** Options that name a running bot; what is not given comes from the settings. */
final class Target {
  @Option(
      names = "--url",
      paramLabel = "URL",
      description = "Address of the bot's public port. Default: the port of the settings.")
  private @Nullable URI url;

  @Option(
      names = "--secret",
      paramLabel = "SECRET",
      description = "Secret of the webhook. Default: from WEBHOOK_SECRET or TELEGRAM_BOT_TOKEN.")
  private @Nullable String secret;

  /** A bot to talk to. */
  record Bot(URI address, String secret) {}

  Bot find(Vertx vertx) throws TimeoutException {
    if (url != null && secret != null) {
      return new Bot(url, secret);
    }
    Set<Need> needs = secret == null ? EnumSet.of(Need.TELEGRAM) : EnumSet.noneOf(Need.class);
    AppConfig config = Settings.load(vertx, needs);
    URI address = url != null ? url : URI.create("http://127.0.0.1:" + config.http().port());
    return new Bot(address, secret != null ? secret : config.telegram().webhookSecret().reveal());
  }
}
