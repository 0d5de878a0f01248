package trt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static trt.testing.TestVertx.get;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import trt.playground.telegram.EmulatedUser;
import trt.playground.telegram.user.Checkout;
import trt.testing.Await;
import trt.testing.MigratedPostgres;

/** Operators switch sales, maintenance, models and prices; every node follows within seconds. */
class SwitchesBotTest {
  private static final long OPERATOR = 5601;
  private static final Duration SECONDS = Duration.ofSeconds(10);
  private TestBot bot;
  private EmulatedUser operator;

  @BeforeEach
  void start() {
    bot = TestBot.start("admin.ids", new JsonArray().add(OPERATOR));
    operator = bot.user(OPERATOR, "Olga", "en");
  }

  @AfterEach
  void stop() {
    bot.close();
  }

  @Test
  void closedSalesTakeNoOrderAndKeepWhatWasPrepared() {
    EmulatedUser alice = bot.user(5701, "Alice", "en");
    ask(alice, "a lighthouse");
    get(alice.sees("Price: ⭐ 3.08"));
    switched("⛔ Close sales", "prices are being checked");
    Await.until(() -> bot.app().switches().closed(), SECONDS);

    get(alice.taps("✅ Confirm"));
    get(alice.sees("The studio is paused for new orders"));
    assertEquals(List.of(), bot.kie().control().tasks());

    switched("🟢 Open sales", "checked");
    Await.until(() -> !bot.app().switches().closed(), SECONDS);
    get(alice.taps("🔄 Try again"));
    get(alice.sees("is reserved"));
  }

  @Test
  void duringMaintenanceOnlyOperatorsAreAnsweredOnEveryNodeAndJobsGoOn() {
    try (TestBot.Node other = bot.join()) {
      EmulatedUser alice = bot.user(5702, "Alice", "en");
      ask(alice, "a lighthouse [never]");
      get(alice.taps("✅ Confirm"));
      get(alice.sees("is reserved"));
      Await.until(() -> !bot.kie().control().tasks().isEmpty());
      Await.until(() -> sharing() == 2, Duration.ofSeconds(20));
      switched("🔧 Start maintenance", "a new version");
      Await.until(
          () -> bot.app().switches().maintenance() && other.app().switches().maintenance(),
          SECONDS);

      List<EmulatedUser> guests =
          LongStream.range(5_800, 5_810).mapToObj(id -> bot.user(id, "G", "en")).toList();
      guests.forEach(guest -> get(guest.sends("/start")));
      guests.forEach(
          guest ->
              assertTrue(
                  get(guest.sees("back soon")).getString("text").contains("Nothing was charged")));
      get(bot.kie().control().finish(bot.kie().control().tasks().get(0).id()));
      get(alice.seesPhoto());
      assertEquals(
          0, count("session where user_id between 5800 and 5809 and state ->> 'stage' <> 'HOME'"));

      switched("🟢 End maintenance", "done");
      Await.until(
          () -> !bot.app().switches().maintenance() && !other.app().switches().maintenance(),
          SECONDS);
      guests.forEach(guest -> get(guest.sends("/start")));
      guests.forEach(guest -> get(guest.sees("Hi!")));
    }
  }

  @Test
  void aPriceSetByAnOperatorIsShownHeldAndChargedAndTheOldOneIsNever() {
    EmulatedUser alice = bot.user(5703, "Alice", "en");
    ask(alice, "a lighthouse [never]");
    get(alice.sees("Price: ⭐ 3.08"));

    price("5");
    Await.until(() -> bot.app().switches().prices().size() == 1, SECONDS);
    get(alice.taps("✅ Confirm"));
    get(alice.sees("Price: ⭐ 5"));
    assertEquals(0, count("gen_order"), "nothing was ordered at the old price");
    get(alice.taps("✅ Confirm"));
    get(alice.sees("⭐ 5 is reserved"));
    assertEquals(500, count("hold where amount = 500") * 500);

    price("150%");
    Await.until(
        () -> bot.app().switches().prices().values().iterator().next().percent() == 150, SECONDS);
    Await.until(() -> !bot.kie().control().tasks().isEmpty());
    get(bot.kie().control().finish(bot.kie().control().tasks().get(0).id()));
    get(alice.sees("Charged: ⭐ 5."));
    ask(alice, "a second one");
    get(alice.sees("Price: ⭐ 4.62"));
  }

  @Test
  void aPriceUnderWhatAGenerationCostsIsRefusedAndTheLowestIsNamed() {
    AdminSteps.follow(
        operator,
        "/admin",
        "🎚 Switches",
        "🧩 Models and prices",
        " google/nano-banana",
        "💲 Set a price");
    get(operator.sees("Write Stars for one generation"));
    get(operator.sends("1.53"));
    get(operator.sees("The lowest price is ⭐ 1.54 for one generation"));
    get(operator.sends("49%"));
    get(operator.sees("The lowest price is 50 % of the usual price"));
    assertEquals(0, count("switch"));
    press(AdminSteps.answered(operator, "1.54", "a gift to everybody"));
    Await.until(() -> bot.app().switches().prices().size() == 1, SECONDS);
    EmulatedUser alice = bot.user(5705, "Alice", "en");
    ask(alice, "a lighthouse");
    get(alice.sees("Price: ⭐ 1.54"));
  }

  @Test
  void nobodyPaysDuringMaintenance() {
    EmulatedUser alice = bot.user(5706, "Alice", "en");
    get(alice.buysStars(100));
    get(alice.sends("/topup 7"));
    int invoice =
        get(alice.waitsFor("an invoice", message -> message.containsKey("invoice")))
            .getInteger("message_id");
    switched("🔧 Start maintenance", "a new version");
    Await.until(() -> bot.app().switches().maintenance(), SECONDS);

    Checkout.Result refused = get(alice.pays(invoice));
    assertEquals(Checkout.Outcome.REFUSED_BY_BOT, refused.outcome());
    assertTrue(refused.detail().contains("Nothing was charged"), refused::detail);
    switched("🟢 End maintenance", "done");
    Await.until(() -> !bot.app().switches().maintenance(), SECONDS);
    assertEquals(Checkout.Outcome.PAID, get(alice.pays(invoice)).outcome());
  }

  @Test
  void aModelTakenOffSaleIsNotSoldUntilItIsBack() {
    EmulatedUser alice = bot.user(5704, "Alice", "en");
    ask(alice, "a lighthouse");
    get(alice.sees("Price: ⭐ 3.08"));
    model("⛔ Take off sale", "it paints badly");
    Await.until(() -> bot.app().switches().off().contains("google/nano-banana"), SECONDS);

    get(alice.taps("✅ Confirm"));
    get(alice.sees("Nothing was charged"));
    AdminSteps.follow(alice, "/start", "🎨 Make a picture", "Nano Banana · picture · closed");
    get(alice.sees("is not on sale yet"));
    assertEquals(List.of(), bot.kie().control().tasks());

    model("🟢 Put on sale", "better now");
    Await.until(() -> bot.app().switches().off().isEmpty(), SECONDS);
    ask(alice, "a lighthouse");
    get(alice.sees("Price: ⭐ 3.08"));
  }

  private void switched(String button, String reason) {
    AdminSteps.follow(operator, "/admin", "🎚 Switches");
    get(operator.taps(button));
    get(operator.sees("they stay in the books"));
    press(AdminSteps.answered(operator, reason));
  }

  private void model(String button, String... answers) {
    AdminSteps.follow(
        operator, "/admin", "🎚 Switches", "🧩 Models and prices", " google/nano-banana");
    get(operator.taps(button));
    get(operator.sees("google/nano-banana"));
    press(AdminSteps.answered(operator, answers));
  }

  private void price(String price) {
    model("💲 Set a price", price, "an experiment with " + price);
  }

  private void press(JsonObject confirm) {
    get(operator.tapsData(confirm.getInteger("message_id"), AdminSteps.data(confirm, "✅ Do it")));
  }

  private static void ask(EmulatedUser user, String prompt) {
    AdminSteps.follow(user, "/start", "🎨 Make a picture", "Nano Banana · picture", "1:1");
    AdminSteps.answer(user, prompt, "");
  }

  private long sharing() {
    return MigratedPostgres.look(
        bot.database(),
        "select count(*) from (select owner from shard_lease group by owner having count(*) > 100) n");
  }

  private long count(String rows) {
    return MigratedPostgres.look(bot.database(), "select count(*) from " + rows);
  }
}
