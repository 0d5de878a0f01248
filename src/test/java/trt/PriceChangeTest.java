package trt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static trt.testing.TestVertx.get;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import trt.config.AppConfig;
import trt.playground.telegram.EmulatedUser;
import trt.testing.Await;
import trt.testing.TestConfig;

/** The operator changes prices while somebody is ordering: nobody pays what he was not shown. */
class PriceChangeTest {
  private TestBot bot;
  private EmulatedUser alice;

  @BeforeEach
  void start() {
    bot = TestBot.start();
    alice = bot.user(2001, "Alice", "en");
  }

  @AfterEach
  void stop() {
    bot.close();
  }

  @Test
  void aPriceThatChangedSinceItWasShownIsShownAnewInsteadOfBeingCharged() {
    ask("a lighthouse [never]");
    get(alice.sees("Price: ⭐ 3.08"));

    change("money.markup", "4");
    get(alice.taps("✅ Confirm"));
    get(alice.sees("Price: ⭐ 6.16"));
    assertEquals(List.of(), bot.kie().control().tasks(), "nothing was ordered at the old price");

    get(alice.taps("✅ Confirm"));
    get(alice.sees("⭐ 6.16 is reserved"));
    change("money.markup", "9");
    Await.until(() -> !bot.kie().control().tasks().isEmpty());
    get(bot.kie().control().finish(bot.kie().control().tasks().get(0).id()));
    get(alice.seesPhoto());
    get(alice.sees("Charged: ⭐ 6.16"));

    get(alice.sends("/balance"));
    get(alice.sees("Available: ⭐ 13.84"));
  }

  @Test
  void aModelThatWasClosedSinceIsNotSoldAndNothingIsCharged() {
    ask("a lighthouse");
    get(alice.sees("Price: ⭐ 3.08"));

    change(
        "catalog.prices", new io.vertx.core.json.JsonObject().put("google/nano-banana", List.of()));
    get(alice.taps("✅ Confirm"));
    get(alice.sees("Nothing was charged"));

    get(alice.sends("/balance"));
    get(alice.sees("Available: ⭐ 20"));
    assertEquals(List.of(), bot.kie().control().tasks());
  }

  @Test
  void aFreeModelThatIsNoLongerFreeAsksForItsPrice() {
    get(alice.sends("/start"));
    get(alice.taps("🎨 Make a picture"));
    get(alice.taps("Z-Image · free"));
    get(alice.taps("1:1"));
    get(alice.sees("Describe what you want to see"));
    get(alice.sends("a lighthouse"));
    get(alice.sees("Price: free"));

    change("catalog.free", "nano-banana-pro");
    get(alice.taps("✅ Confirm"));

    get(alice.sees("Price: ⭐ 0.62"));
    assertEquals(List.of(), bot.kie().control().tasks());
  }

  @Test
  void wrongPricesLeaveTheLastGoodOnes() {
    change("catalog.prices", new io.vertx.core.json.JsonObject().put("no-such-model", List.of()));

    ask("a lighthouse");

    get(alice.sees("Price: ⭐ 3.08"));
  }

  private void ask(String prompt) {
    get(alice.sends("/start"));
    get(alice.taps("🎨 Make a picture"));
    get(alice.taps("Nano Banana · picture"));
    get(alice.taps("1:1"));
    get(alice.sees("Describe what you want to see"));
    get(alice.sends(prompt));
  }

  private void change(String setting, Object value) {
    AppConfig next = TestConfig.with(setting, value);
    bot.app().changeSales(next.catalog(), next.money());
  }
}
