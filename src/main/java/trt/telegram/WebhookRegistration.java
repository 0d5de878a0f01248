package trt.telegram;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the webhook at Telegram as we want it, in the background: looks first, and sets it only
 * when it differs, so that many nodes do not fight over it. The secret cannot be read back; the
 * node that leads therefore sets the webhook once after its start.
 */
public final class WebhookRegistration {
  private static final Logger log = LoggerFactory.getLogger(WebhookRegistration.class);
  private static final Duration LOOK_EVERY = Duration.ofMinutes(1);
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);

  private final Vertx vertx;
  private final TelegramClient telegram;
  private final WebhookWish wish;
  private final Supplier<Future<Boolean>> leads;
  private volatile Optional<WebhookInfo> last = Optional.empty();
  private volatile boolean stopped;
  private volatile long timer;
  private boolean secretIsSet;
  private Duration pause = FIRST_PAUSE;

  /**
   * Does nothing before {@link #start}.
   *
   * @param leads whether this node may change the webhook now; asked before each change
   */
  public WebhookRegistration(
      Vertx vertx, TelegramClient telegram, WebhookWish wish, Supplier<Future<Boolean>> leads) {
    this.vertx = vertx;
    this.telegram = telegram;
    this.wish = wish;
    this.leads = leads;
  }

  /** Begins to look, at once and then every minute; after a failure sooner. Returns immediately. */
  public void start() {
    next(Duration.ofMillis(1));
  }

  /** Stops looking. The webhook stays: updates wait at Telegram until the bot is back. */
  public void stop() {
    stopped = true;
    vertx.cancelTimer(timer);
  }

  /** What Telegram said at the last look; empty before the first answer. */
  public Optional<WebhookInfo> last() {
    return last;
  }

  /**
   * One look, and one change when it is needed and ours to make. Idempotent.
   *
   * @return whether the webhook was changed
   */
  public Future<Boolean> round() {
    return telegram.getWebhookInfo().compose(this::correct);
  }

  private Future<Boolean> correct(WebhookInfo info) {
    last = Optional.of(info);
    boolean met = wish.isMetBy(info) && (secretIsSet || wish.url().isEmpty());
    return met ? Future.succeededFuture(false) : leads.get().compose(this::change);
  }

  private Future<Boolean> change(boolean mayChange) {
    if (!mayChange) {
      return Future.succeededFuture(false);
    }
    return telegram
        .ask(wish.method(), wish.params())
        .compose(set -> telegram.getWebhookInfo())
        .map(
            info -> {
              last = Optional.of(info);
              secretIsSet = true;
              log.atInfo().addKeyValue("url", wish.url()).log("The webhook is registered");
              return true;
            });
  }

  private void next(Duration in) {
    if (!stopped) {
      timer = vertx.setTimer(in.toMillis(), due -> look());
    }
  }

  private void look() {
    round()
        .onSuccess(
            changed -> {
              pause = FIRST_PAUSE;
              next(LOOK_EVERY);
            })
        .onFailure(
            failure -> {
              log.atWarn()
                  .addKeyValue("cause", failure.getMessage())
                  .addKeyValue("nextTry", pause)
                  .log("The webhook could not be checked; updates may not arrive until it is");
              next(pause);
              pause =
                  pause.multipliedBy(2).compareTo(LOOK_EVERY) < 0
                      ? pause.multipliedBy(2)
                      : LOOK_EVERY;
            });
  }
}
