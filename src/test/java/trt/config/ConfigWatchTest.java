package trt.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static trt.testing.TestVertx.get;
import static trt.testing.TestVertx.vertx;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;
import trt.testing.Await;

class ConfigWatchTest implements ConfigListener {
  private final List<String> heard = new CopyOnWriteArrayList<>();
  private final List<String> logged = new CopyOnWriteArrayList<>();
  private final Logger logger = (Logger) LoggerFactory.getLogger(ConfigWatch.class);
  private final AppenderBase<ILoggingEvent> appender = new Recorder();
  private final Fixture fixture;
  private final ConfigWatch watch;

  ConfigWatchTest(@TempDir Path folder) {
    fixture = Fixture.complete(folder).env("TRT_CONFIG_SCAN_EVERY", "20ms");
    watch = get(ConfigWatch.start(vertx(), fixture.sources(), fixture.load(), this));
  }

  @BeforeEach
  void record() {
    appender.start();
    logger.addAppender(appender);
  }

  @AfterEach
  void stop() {
    logger.detachAppender(appender);
    get(watch.close());
  }

  @Test
  void instancesAndLevelChangeWhileRunning() {
    fixture.file(
        "local.json", "{\"units\":{\"routing\":{\"instances\":5}},\"log\":{\"level\":\"debug\"}}");

    Await.until(() -> heard.size() == 2);
    assertEquals(List.of("routing=5", "level=DEBUG"), heard);
    assertEquals(List.of(), logged);
  }

  @Test
  void anythingElseWaitsForARestartAndIsSaidOnce() {
    fixture.file("local.json", "{\"http\":{\"port\":1}}");
    Await.until(() -> logged.size() == 1);
    fixture.file("local.json", "{\"http\":{\"port\":1},\"units\":{\"ops\":{\"instances\":2}}}");
    Await.until(() -> !heard.isEmpty());

    assertEquals(List.of("takes effect after restart: http.port"), logged);
    assertEquals(List.of("ops=2"), heard);
  }

  @Test
  void aBrokenFileChangesNothingAndIsSaidOnce() {
    fixture.file("local.json", "{\"units\":{\"routing\":{\"instances\":3}}}");
    Await.until(() -> heard.size() == 1);
    fixture.file("local.json", "{\"units\":");
    Await.until(() -> logged.size() == 1);
    fixture.file("local.json", "{\"units\":{\"routing\":{\"instances\":4}}}");
    Await.until(() -> heard.size() == 2);

    assertEquals(List.of("routing=3", "routing=4"), heard);
    assertEquals(
        List.of("The changed configuration is wrong; the last good one stays until it is repaired"),
        logged);
  }

  @Override
  public void instancesChanged(String unit, int instances) {
    heard.add(unit + "=" + instances);
  }

  @Test
  void pricesMarkupMenuAndFreeQuotaChangeTogetherWhileRunning() {
    fixture.file(
        "local.json",
        """
        {"money": {"markup": "3", "freePerDay": 1},
         "catalog": {"shown": "z-image", "prices": {"z-image": [{"per": "TASK", "credits": 2}]}}}""");

    Await.until(() -> !heard.isEmpty());
    assertEquals(
        List.of("sales z-image [{\"per\":\"TASK\",\"credits\":2}] times 3, 1 free"), heard);
    assertEquals(List.of(), logged);
  }

  @Test
  void currencyWaitsForARestart() {
    fixture.file("local.json", "{\"money\": {\"minorPerStar\": 50}}");

    Await.until(() -> logged.size() == 1);
    assertEquals(List.of("takes effect after restart: money.minorPerStar"), logged);
    assertEquals(List.of(), heard);
  }

  @Override
  public void salesChanged(CatalogConfig catalog, MoneyConfig money) {
    heard.add(
        "sales %s %s times %s, %d free"
            .formatted(
                catalog.shown(),
                catalog.prices().getValue("z-image"),
                money.markup(),
                money.freePerDay()));
  }

  @Override
  public void levelChanged(LogConfig.Level level) {
    heard.add("level=" + level);
  }

  private final class Recorder extends AppenderBase<ILoggingEvent> {
    @Override
    protected void append(ILoggingEvent event) {
      logged.add(event.getFormattedMessage());
    }
  }
}
