package trt;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import trt.playground.chat.Browser;
import trt.testing.TestPostgres;

/**
 * The screens people meet first, each photographed in the chat page on a phone, from a bot that has
 * just been started. Runs with {@code -Dscreenshots=FOLDER}, which gets one folder a language.
 */
@EnabledIf("isWanted")
class ScreenshotsIT {
  private static final long PERSON = 1001;
  private static final long OPERATOR = 1002;
  private static final Map<String, List<String>> WORDS =
      Map.of(
          "en",
          List.of(
              "Mia",
              "Owen",
              "a red fox in fresh snow, morning light",
              "an old lighthouse in a storm, waves as high as the tower"),
          "ru",
          List.of(
              "Мария",
              "Олег",
              "рыжая лиса на свежем снегу, утренний свет",
              "старый маяк в шторм, волны выше башни"));

  private static final Map<String, String> RUNNING =
      Map.of("en", "usually about", "ru", "обычно около");

  private static final Map<String, String> PAID =
      Map.of("en", "Payment number", "ru", "Номер платежа");

  /** Two weeks of other people's orders, so that the chart has something to show. */
  private static final String BUSY_DAYS =
      """
      SET session_replication_role = replica;
      INSERT INTO person (tenant_id, user_id, lang, created_at)
      SELECT f.tenant_id, 9000000 + d * 100 + n, 'en', now() - d * interval '1 day'
      FROM feed f, generate_series(1, 29) AS d, generate_series(1, 3 + (30 - d) / 4 + (d * 5) % 4) AS n;
      INSERT INTO gen_order (job_id, tenant_id, feed_id, user_id, chat_id, lang, model, input, price, currency, credits, created_at)
      SELECT 9000000 + d * 100 + n, f.tenant_id, f.feed_id, 1, 1, 'en', 'google/nano-banana', '{}', 308, 'XTR', 4,
             now() - d * interval '1 day'
      FROM feed f, generate_series(1, 29) AS d, generate_series(1, 20 + (30 - d) + (d * 7) % 9) AS n;
      INSERT INTO transfer (kind, debit, credit, amount, currency, job_id, idem, at)
      SELECT CASE WHEN job_id % 100 <= job_id / 100 % 4 THEN 'release' ELSE 'capture' END, 1, -1, price, currency, job_id,
             'shown:' || job_id, created_at
      FROM gen_order WHERE job_id > 9000000;
      """;

  static boolean isWanted() {
    return System.getProperty("screenshots") != null && Browser.program().isPresent();
  }

  @ParameterizedTest
  @ValueSource(strings = {"ru", "en"})
  void theScreensPeopleMeetFirst(String lang, @TempDir Path folder) {
    List<String> words = Objects.requireNonNull(WORDS.get(lang));
    Vertx vertx = Vertx.vertx();
    Map<String, String> settings = Map.of("ADMIN_IDS", String.valueOf(OPERATOR));
    try (PlaygroundProcess playground = PlaygroundProcess.start(folder, "3", settings);
        Browser browser = Browser.open(vertx)) {
      playground.arrives(PERSON, words.get(0), lang);
      playground.arrives(OPERATOR, words.get(1), lang);
      Path album = Path.of(System.getProperty("screenshots"), lang);
      Phone phone = new Phone(browser, playground.chat(), lang, album);
      phone.isHeldBy(PERSON);
      firstPicture(phone, playground, words.get(2));
      paidPicture(phone, playground, words.get(3));
      money(phone);
      TestPostgres.execute(playground.database(), BUSY_DAYS);
      phone.isHeldBy(OPERATOR);
      operator(phone);

      assertEquals(List.of(), browser.problems());
    } finally {
      vertx.close().await();
    }
  }

  private static void firstPicture(Phone phone, PlaygroundProcess playground, String prompt) {
    phone.presses("start-button", "");
    phone.sees("home.welcome");
    phone.keeps("01-start");
    phone.taps("category.PICTURE");
    phone.sees("models.choose");
    phone.keeps("02-models");
    phone.tapsWords("Z-Image");
    phone.tapsWords("16:9");
    phone.sees("ask.prompt");
    phone.says(prompt);
    phone.sees("confirm.free");
    phone.taps("button.confirm");
    phone.seesWords(in(phone, RUNNING));
    playground.finishes();
    phone.seesMedia("photo", 1);
    phone.keeps("06-result");
    phone.isLaidAsideFor(PERSON, false);
    phone.keeps("13-desktop");
    phone.isLaidAsideFor(PERSON, true);
    phone.keeps("14-desktop-dark");
    phone.isHeldBy(PERSON);
  }

  private static void paidPicture(Phone phone, PlaygroundProcess playground, String prompt) {
    phone.says("/start");
    phone.taps("category.PICTURE");
    phone.tapsWords("Nano Banana ·");
    phone.tapsWords("16:9");
    phone.sees("ask.prompt");
    phone.says(prompt);
    phone.sees("confirm.paid");
    phone.taps("button.settings");
    phone.sees("settings.show");
    phone.keeps("03-settings");
    phone.taps("button.back");
    phone.sees("confirm.paid");
    phone.keeps("04-confirm");
    phone.taps("button.confirm");
    phone.seesWords(in(phone, RUNNING));
    phone.keeps("05-running");
    playground.fails();
    phone.sees("failed.PROVIDER_FAILED");
    phone.keeps("11-failed");
  }

  private static void money(Phone phone) {
    phone.says("/history");
    phone.sees("button.search");
    phone.keeps("07-history");
    phone.says("/topup");
    phone.sees("topup.choose");
    phone.tapsWords("250");
    phone.tapsWords("Pay");
    phone.keeps("08-topup");
    phone.presses("pay-confirm", "250");
    phone.seesWords(in(phone, PAID));
    phone.says("/balance");
    phone.sees("button.promo");
    phone.keeps("09-balance");
  }

  private static void operator(Phone phone) {
    phone.presses("start-button", "");
    phone.sees("home.welcome");
    phone.says("/admin");
    phone.sees("admin.button.console");
    phone.keeps("10-admin");
    phone.taps("admin.button.stats");
    phone.taps("admin.button.fortnight");
    phone.seesMedia("photo", 1);
    phone.keeps("12-chart");
  }

  private static String in(Phone phone, Map<String, String> words) {
    return Objects.requireNonNull(words.get(phone.lang()));
  }
}
