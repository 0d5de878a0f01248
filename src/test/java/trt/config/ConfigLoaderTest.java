package trt.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static trt.testing.TestVertx.get;
import static trt.testing.TestVertx.vertx;

import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigLoaderTest {
  private final Path folder;

  ConfigLoaderTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void needsNoFileAtAll() {
    AppConfig config = Fixture.complete(folder).load();

    assertEquals(Duration.ofMillis(2500), config.ingress().queueAge());
    assertEquals(new BigDecimal("0.005"), config.money().creditPriceUsd());
    assertEquals(8080, config.http().port());
    assertFalse(config.redis().url().isPresent());
  }

  @Test
  void laterLayersWin() {
    Fixture fixture =
        Fixture.complete(folder)
            .file(
                "default.json",
                "{\"http\":{\"port\":1},\"ops\":{\"port\":1},\"money\":{\"giftMinor\":1}}")
            .file(
                "local.json",
                "{\"http\":{\"port\":2},\"ops\":{\"port\":2},\"log\":{\"level\":\"warn\"}}")
            .env("PORT", "3");
    ConfigSources sources =
        fixture
            .sources()
            .withOverrides(new JsonObject("{\"ops\":{\"port\":9},\"money\":{\"freePerDay\":9}}"))
            .withPinned(new JsonObject("{\"log\":{\"level\":\"debug\"}}"));

    AppConfig config = get(ConfigLoader.load(vertx(), sources));

    assertEquals(3, config.http().port());
    assertEquals(2, config.ops().port());
    assertEquals(1, config.money().giftMinor());
    assertEquals(9, config.money().freePerDay());
    assertEquals(LogConfig.Level.DEBUG, config.log().level());
  }

  @Test
  void everySettingHasAGenericVariable() {
    AppConfig config =
        Fixture.complete(folder)
            .env("TRT_KIE_REQUEST_TIMEOUT", "1m30s")
            .env("TRT_UNITS_ROUTING_INSTANCES", "4")
            .env("TRT_ADMIN_IDS", "7")
            .env("ADMIN_IDS", "1, 22,333")
            .env("REDIS_URL", "")
            .load();

    assertEquals(Duration.ofSeconds(90), config.kie().requestTimeout());
    assertEquals(4, config.units().routing().instances());
    assertEquals(List.of(1L, 22L, 333L), config.admin().ids());
    assertFalse(config.redis().url().isPresent());
  }

  @Test
  void textOfDigitsStaysText() {
    AppConfig config = Fixture.complete(folder).env("KIE_API_KEY", "007").load();

    assertEquals("007", config.kie().apiKey().reveal());
  }

  @Test
  void modeFollowsFromThePublicAddress() {
    AppConfig polling = Fixture.complete(folder).load();
    AppConfig hosted =
        Fixture.complete(folder).env("RENDER_EXTERNAL_URL", "https://bot.example/").load();
    AppConfig chosen =
        Fixture.complete(folder)
            .env("RENDER_EXTERNAL_URL", "https://hosted.example")
            .env("WEBHOOK_BASE_URL", "https://own.example")
            .env("BOT_MODE", "polling")
            .load();

    assertEquals(TelegramConfig.Mode.POLLING, polling.telegram().mode());
    assertEquals(TelegramConfig.Mode.WEBHOOK, hosted.telegram().mode());
    assertEquals(URI.create("https://bot.example"), hosted.telegram().webhookBaseUrl());
    assertEquals(TelegramConfig.Mode.POLLING, chosen.telegram().mode());
    assertEquals(URI.create("https://own.example"), chosen.telegram().webhookBaseUrl());
  }

  @Test
  void webhookSecretFollowsFromTheToken() {
    Secret one = Fixture.complete(folder).load().telegram().webhookSecret();
    Secret again = Fixture.complete(folder).load().telegram().webhookSecret();
    Secret other =
        Fixture.complete(folder)
            .env("TELEGRAM_BOT_TOKEN", "123:other")
            .load()
            .telegram()
            .webhookSecret();
    Secret given =
        Fixture.complete(folder).env("WEBHOOK_SECRET", "mine").load().telegram().webhookSecret();

    assertEquals(one, again);
    assertNotEquals(one, other);
    assertTrue(one.reveal().matches("[0-9a-f]{64}"));
    assertEquals("mine", given.reveal());
  }

  @Test
  void reportsEveryProblemAtOnce() {
    String text =
        new Fixture(folder)
            .file(
                "local.json",
                "{\"kie\":{\"requestTimeout\":15,\"requestTimeot\":\"1s\"},\"htp\":{}}")
            .env("PORT", "99999")
            .env("BOT_MODE", "webhook")
            .env("TRT_KIE_REQUEST_TIMOUT", "1s")
            .env("ADMIN_ID", "5")
            .env("TELEGRAM_BOT_TOKEN", "no-digits")
            .problemText();

    assertContains(text, "kie.requestTimeout: 15 does not fit; expected a duration");
    assertContains(text, "environment variable TRT_KIE_REQUEST_TIMEOUT");
    assertContains(text, "kie.requestTimeot: is not a setting; did you mean kie.requestTimeout?");
    assertContains(text, "htp: is not a setting; did you mean http?");
    assertContains(
        text, "http.port: \"99999\" does not fit; expected a whole number from 0 to 65535");
    assertContains(text, "did you mean TRT_KIE_REQUEST_TIMEOUT?");
    assertContains(text, "ADMIN_ID: is an old name that nobody reads; renamed to ADMIN_IDS");
    assertContains(text, "telegram.token: \"***\" does not fit");
    assertContains(text, "database.url: is missing");
    assertFalse(text.contains("no-digits"), text);
  }

  @Test
  void webhookModeNeedsAnAddress() {
    String text = Fixture.complete(folder).env("BOT_MODE", "webhook").problemText();

    assertContains(text, "telegram.webhookBaseUrl: is missing in webhook mode");
  }

  @Test
  void commandsNeedDifferentThings() {
    AppConfig config = get(ConfigLoader.load(vertx(), new Fixture(folder).sources(Set.of())));

    assertFalse(config.telegram().token().isPresent());
    assertFalse(config.database().url().isPresent());
  }

  @Test
  void namesSettingsThatContradictEachOther() {
    String text =
        Fixture.complete(folder)
            .env("TRT_TELEGRAM_POLL_TIMEOUT", "60s")
            .env("TRT_TELEGRAM_READ_TIMEOUT", "55s")
            .env("TRT_SUPERVISION_BACKOFF_MIN", "1m")
            .problemText();

    assertContains(text, "telegram.pollTimeout: is longer than telegram.readTimeout");
    assertContains(text, "telegram.pollTimeout: is more than Telegram waits");
    assertContains(text, "supervision.backoffMin: is longer than supervision.backoffMax");
  }

  @Test
  void aBrokenFileIsNamedAndNotQuoted() {
    String text =
        Fixture.complete(folder)
            .file("local.json", "{\"telegram\":\n{\"token\": 123:secret-part}}")
            .problemText();

    assertContains(text, "conf/local.json: is not a JSON object at line 2, column");
    assertFalse(text.contains("secret"), text);
  }

  @Test
  void aKeyGivenTwiceIsRefused() {
    String text =
        Fixture.complete(folder)
            .file("local.json", "{\"log\":{\"level\":\"info\",\"level\":\"warn\"}}")
            .problemText();

    assertContains(text, "conf/local.json: is not a JSON object at line 1");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "postgres://u:p@h/db | true",
        "postgresql://u:p%40x@h:6432/db?sslmode=require | true",
        "postgres://u@[::1]:5432/db?application_name=x&sslmode=verify-full | true",
        "postgres://u:p@h/db?sslmode=sometimes | false",
        "postgres://u:p@x@h/db | false",
        "mysql://u:p@h/db | false",
      })
  void checksTheDatabaseAddress(String url, boolean fine) {
    Fixture fixture = Fixture.complete(folder).env("DATABASE_URL", url);

    if (fine) {
      assertEquals(url, fixture.load().database().url().reveal());
    } else {
      assertContains(fixture.problemText(), "database.url: \"***\" does not fit");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "authorization=Basic%20abc= | true",
        "authorization=Basic abc=,x-tenant=ours, x-more= | true",
        "authorization=abc%0Ad | false",
        "authorization=abc%zz | false",
        "authorization=abc%E2%82%AC | false",
        "authorization | false",
      })
  void headersHoldOnlyWhatCanBeSent(String headers, boolean fine) {
    Fixture fixture = Fixture.complete(folder).env("OTEL_EXPORTER_OTLP_HEADERS", headers);

    if (fine) {
      assertEquals(headers, fixture.load().tracing().headers().reveal());
    } else {
      assertContains(fixture.problemText(), "tracing.headers: \"***\" does not fit");
    }
  }

  @Test
  void printsNoSecret() {
    AppConfig config = Fixture.complete(folder).env("KIE_API_KEY", "key-value").load();

    String printed = config.toString();

    assertFalse(printed.contains("secret-part") || printed.contains("key-value"), printed);
    assertFalse(printed.contains("bot:pw"), printed);
  }

  private static void assertContains(String text, String part) {
    assertTrue(text.contains(part), () -> "expected <" + part + "> in\n" + text);
  }
}
