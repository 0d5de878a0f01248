package trt;

import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Deque;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import trt.config.ConfigLoader;
import trt.config.ConfigSources;
import trt.config.PlaygroundConfig;
import trt.playground.chat.ChatPage;
import trt.playground.kie.EmulatorOptions;
import trt.playground.kie.KieEmulator;
import trt.playground.servers.EmbeddedServers;
import trt.playground.telegram.EmulatorSettings;
import trt.playground.telegram.TelegramEmulator;

/**
 * The bot without accounts: embedded servers and emulators around the very same bot, which knows
 * nothing of it but addresses. All of it keeps its state in one folder and goes on after {@code
 * kill -9}.
 */
final class Playground {
  private static final String TOKEN = "700000001:PLAYGROUND-no-secret-at-all";
  private static final long LIMIT_SECONDS = 20;
  private static final double CREDITS = 100_000;

  private Playground() {}

  /** Everything, with the bot. Blocks until the process is told to stop. */
  static int run(boolean fresh) throws Exception {
    Vertx vertx = Vertx.vertx();
    PlaygroundConfig config = config(vertx);
    // Stopped in reverse order, also when a later one does not start.
    Deque<Runnable> running = new ConcurrentLinkedDeque<>();
    Runtime.getRuntime()
        .addShutdownHook(new Thread(() -> running.forEach(Runnable::run), "shutdown"));
    EmbeddedServers servers = EmbeddedServers.start(config.dataDir(), fresh);
    running.push(servers::close);
    Emulators emulators = Emulators.start(vertx, config, config.dataDir(), true);
    running.push(emulators::stop);
    Serving bot = Serving.start(sources(emulators, servers.databaseUri(), servers.redisUri()));
    running.push(bot::stop);
    bot.untilReachable();
    System.out.println();
    System.out.println("Health:   http://127.0.0.1:" + bot.app().publicPort() + "/health");
    System.out.println("Metrics:  http://127.0.0.1:" + bot.app().opsPort() + "/metrics");
    System.out.println("The chat: http://127.0.0.1:" + emulators.telegramPort() + "/");
    System.out.flush();
    return bot.untilTheEnd();
  }

  /** Only the emulators and the chat page, for a bot in another process. */
  static int emulators() throws Exception {
    Vertx vertx = Vertx.vertx();
    PlaygroundConfig config = config(vertx);
    Emulators emulators =
        Emulators.start(vertx, config, config.dataDir().resolve("emulators"), false);
    Runtime.getRuntime().addShutdownHook(new Thread(emulators::stop, "shutdown"));
    System.out.println("TELEGRAM_API_URL=http://127.0.0.1:" + emulators.telegramPort());
    System.out.println("KIE_API_URL=http://127.0.0.1:" + emulators.kiePort());
    System.out.println("KIE_UPLOAD_URL=http://127.0.0.1:" + emulators.kiePort());
    System.out.println("The chat: http://127.0.0.1:" + emulators.telegramPort() + "/");
    System.out.flush();
    Thread.currentThread().join();
    return 0;
  }

  private record Emulators(
      Vertx vertx, TelegramEmulator telegram, KieEmulator kie, int telegramPort, int kiePort) {
    static Emulators start(Vertx vertx, PlaygroundConfig config, Path folder, boolean oneToken)
        throws TimeoutException {
      EmulatorSettings settings =
          EmulatorSettings.inMemory().in(folder.resolve("telegram")).welcomingStrangers();
      TelegramEmulator telegram =
          new TelegramEmulator(vertx, oneToken ? settings.only(TOKEN) : settings)
              .with(new ChatPage()::mount);
      KieEmulator kie =
          new KieEmulator(
              vertx,
              new EmulatorOptions(
                  config.kieTimeScale().doubleValue(),
                  Optional.of(folder.resolve("kie")),
                  CREDITS,
                  true),
              Clock.systemUTC());
      // The next port, always the same: addresses of results outlive a restart.
      int kiePort =
          kie.start(config.port() == 0 ? 0 : config.port() + 1)
              .await(LIMIT_SECONDS, TimeUnit.SECONDS);
      int telegramPort = telegram.start(config.port()).await(LIMIT_SECONDS, TimeUnit.SECONDS);
      return new Emulators(vertx, telegram, kie, telegramPort, kiePort);
    }

    void stop() {
      try {
        telegram.stop().eventually(kie::stop).await(3, TimeUnit.SECONDS);
        vertx.close().await(3, TimeUnit.SECONDS);
      } catch (TimeoutException | RuntimeException e) {
        // Their journals are complete at every moment; nothing depends on this end.
        System.err.println("The emulators did not stop in time");
      }
    }
  }

  private static PlaygroundConfig config(Vertx vertx) throws TimeoutException {
    return ConfigLoader.load(vertx, ConfigSources.ofProcess(Set.of()))
        .await(LIMIT_SECONDS, TimeUnit.SECONDS)
        .playground();
  }

  private static ConfigSources sources(Emulators emulators, String database, String redis)
      throws TimeoutException {
    int port =
        ConfigLoader.load(emulators.vertx(), ConfigSources.ofProcess(Set.of()))
            .await(LIMIT_SECONDS, TimeUnit.SECONDS)
            .http()
            .port();
    PlaygroundSettings settings =
        new PlaygroundSettings(
            TOKEN,
            "http://127.0.0.1:" + emulators.telegramPort(),
            "http://127.0.0.1:" + emulators.kiePort(),
            port);
    return ConfigSources.ofProcess(Set.of()).withPinned(settings.pinned(database, redis));
  }
}
