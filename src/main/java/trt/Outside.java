package trt;

import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import trt.config.AppConfig;
import trt.delivery.MediaFetch;
import trt.kie.CatalogFile;
import trt.kie.KieClient;
import trt.kie.KieUnavailable;
import trt.postgres.Db;
import trt.postgres.FeedStore;
import trt.redis.RedisLink;
import trt.supervision.WallClock;
import trt.telegram.TelegramClient;
import trt.tracing.Trail;

/**
 * The outside systems as this process reaches them. Made before the units, closed after them.
 *
 * @param node this process, by the name it has in the database
 */
record Outside(
    Db db,
    FeedStore.Feed feed,
    TelegramClient telegram,
    KieClient kie,
    CatalogFile catalog,
    MediaFetch media,
    RedisLink redis,
    Trail trail,
    UUID node) {
  private static final long CLOSE_MS = 3_000;

  static Outside open(
      Vertx vertx, MeterRegistry registry, AppConfig config, Db db, FeedStore.Feed feed) {
    CatalogFile catalog = CatalogFile.load();
    KieClient kie = new KieClient(vertx, config.kie(), catalog.schemas(), registry);
    UUID node = UUID.randomUUID();
    Trail.Teller teller =
        new Trail.Teller(botId(config), config.tenant().partnerId(), node.toString());
    long longest = (long) config.delivery().maxFileMegabytes() << 20;
    return new Outside(
        db,
        feed,
        new TelegramClient(vertx, config.telegram(), registry),
        kie,
        catalog,
        new MediaFetch(vertx, MediaFetch.Limits.usual(longest), dead -> renewed(kie, dead)),
        new RedisLink(vertx, config.redis(), registry),
        Trail.open(config.tracing(), teller, registry, WallClock.here()),
        node);
  }

  /** KIE keeps files longer than its links live. */
  private static Future<Optional<URI>> renewed(KieClient kie, URI dead) {
    return kie.downloadUrl(dead)
        .map(Optional::of)
        .recover(
            failure ->
                failure instanceof KieUnavailable away && !away.kind().isPassing()
                    ? Future.succeededFuture(Optional.empty())
                    : Future.failedFuture(failure));
  }

  /** Closes everything; never fails, bounded in time. */
  Future<Void> close() {
    return Future.join(List.of(telegram.close(), kie.close(), redis.close()))
        .otherwiseEmpty()
        .eventually(db::close)
        .eventually(() -> Future.fromCompletionStage(trail.close()))
        .timeout(CLOSE_MS, TimeUnit.MILLISECONDS)
        .<Void>mapEmpty()
        .otherwiseEmpty();
  }

  /** The bot's id is the part of its token before the colon. */
  static long botId(AppConfig config) {
    String token = config.telegram().token().reveal();
    return Long.parseLong(token.substring(0, token.indexOf(':')));
  }
}
