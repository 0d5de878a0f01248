package trt;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import trt.config.AppConfig;
import trt.config.LiveSettings;
import trt.config.Secret;
import trt.console.ConsoleParts;
import trt.console.ConsoleRoutes;
import trt.console.RecentLines;
import trt.kie.Account;
import trt.ops.OpsParts;
import trt.ops.UnitLine;
import trt.supervision.WallClock;

/** The operators' console of this process. */
final class Console {
  private static final Logger LOG = LoggerFactory.getLogger(Console.class);
  private static final long ANSWERED_MS = 500;

  private final Vertx vertx;
  private final ConsoleParts.Resize resize;
  private final ConsoleRoutes routes;

  /**
   * @param resize changes the size of a unit
   */
  private Console(
      Vertx vertx,
      AppConfig config,
      Outside outside,
      Watch watch,
      Sales sales,
      ConsoleParts.Resize resize) {
    this.vertx = vertx;
    this.resize = resize;
    this.routes =
        new ConsoleRoutes(
            new ConsoleParts(
                config,
                ConsoleParts.Stores.of(outside.db(), outside.feed()),
                new ConsoleParts.Live(
                    outside.node(),
                    watch::health,
                    watch::backlog,
                    this::resized,
                    () -> current(watch, sales),
                    watch.drift()::last,
                    watch.drift()::now),
                lines(config),
                Account.of(config.kie().apiKey()),
                new Tokens(new SecureRandom()),
                WallClock.here()));
  }

  /** The unit of operators, the console on its port. */
  static OpsParts ops(
      Vertx vertx,
      AppConfig config,
      Outside outside,
      Watch watch,
      Sales sales,
      Ports ports,
      ConsoleParts.Resize resize) {
    Console console = new Console(vertx, config, outside, watch, sales, resize);
    return watch.opsParts(ports, console.routes::mount);
  }

  /** The unit that answers here gets its new size after it has answered. */
  private Future<Void> resized(String unit, int instances) {
    if (!unit.equals("ops")) {
      return resize.to(unit, instances);
    }
    Promise<Void> soon = Promise.promise();
    long timer =
        vertx.setTimer(
            ANSWERED_MS,
            due ->
                resize
                    .to(unit, instances)
                    .onFailure(
                        cause -> LOG.atError().setCause(cause).log("The console's unit has died")));
    LOG.atDebug().addKeyValue("timer", timer).log("The console's unit changes its size");
    soon.complete();
    return soon.future();
  }

  private static LiveSettings current(Watch watch, Sales sales) {
    Map<String, Integer> instances =
        watch.health().units().stream()
            .collect(Collectors.toMap(UnitLine::name, UnitLine::instances));
    return new LiveSettings(instances, sales.catalog(), sales.money(), Logs.level());
  }

  private static RecentLines lines(AppConfig config) {
    RecentLines lines = Logs.recent();
    List<String> secrets = new ArrayList<>();
    for (Secret secret :
        List.of(
            config.telegram().token(),
            config.telegram().webhookSecret(),
            config.kie().apiKey(),
            config.database().url(),
            config.database().dataKey(),
            config.database().dataKeyOld(),
            config.redis().url())) {
      if (secret.isPresent()) {
        secrets.add(secret.reveal());
        secrets.addAll(passwords(secret.reveal()));
      }
    }
    if (config.tracing().headers().isPresent()) {
      for (String header : config.tracing().headers().reveal().split(",", -1)) {
        String value = header.substring(header.indexOf('=') + 1);
        secrets.add(value);
        secrets.add(URLDecoder.decode(value, StandardCharsets.UTF_8));
      }
    }
    lines.hide(secrets);
    return lines;
  }

  /** The part of a token after its number, each of several keys, the login of an address. */
  private static List<String> passwords(String secret) {
    int scheme = secret.indexOf("://");
    if (scheme < 0) {
      List<String> parts = new ArrayList<>(List.of(secret.split(",", -1)));
      parts.add(secret.substring(secret.indexOf(':') + 1));
      return parts;
    }
    String login = URI.create(secret.replaceAll("[?].*", "")).getRawUserInfo();
    return login == null || login.indexOf(':') < 0
        ? List.of()
        : List.of(login.substring(login.indexOf(':') + 1));
  }
}
