package trt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static trt.testing.TestVertx.get;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import trt.playground.telegram.EmulatedUser;
import trt.playground.telegram.user.Checkout;
import trt.testing.Await;
import trt.testing.MigratedPostgres;

/** Payments on two nodes: one node routes the message, another may find the payment on the list. */
class TwoNodePaymentsTest {
  private static final Duration LONG = Duration.ofSeconds(60);
  private static final int PEOPLE = 12;
  private static final int EACH = 5;
  private static final int OF_ONE = 50;

  @Test
  void messagesAndTheListRacingOnTwoNodesCreditEveryPaymentOnce() {
    try (TestBot bot =
            TestBot.start(
                "money.giftMinor",
                0,
                "payments.retryEvery",
                "20ms",
                "payments.reconcileEvery",
                "30ms",
                "payments.reread",
                200);
        TestBot.Node second = bot.join()) {
      assertTrue(second.app().publicPort() > 0);
      Await.until(() -> look(bot, "select count(distinct owner) from shard_lease") == 2, LONG);
      List<EmulatedUser> people =
          LongStream.range(1401, 1401 + PEOPLE)
              .mapToObj(id -> bot.user(id, "P" + id, "en"))
              .toList();
      List<Integer> invoices = people.stream().map(TwoNodePaymentsTest::invoice).toList();

      List<Future<Checkout.Result>> paying = new ArrayList<>();
      for (int round = 0; round < OF_ONE; round++) {
        for (int i = 0; i < PEOPLE; i++) {
          if (i == 0 || round < EACH) {
            paying.add(people.get(i).pays(invoices.get(i)));
          }
        }
      }
      paying.forEach(one -> assertEquals(Checkout.Outcome.PAID, get(one).outcome()));

      int all = OF_ONE + (PEOPLE - 1) * EACH;
      Await.until(() -> look(bot, "select count(*) from stars_confirmed") == all, LONG);
      Await.until(
          () ->
              look(bot, "select (select count(*) from outbox) + (select count(*) from tg_ready)")
                  == 0,
          LONG);
      assertEquals(all, look(bot, "select count(*) from stars_payment"));
      for (int i = 0; i < PEOPLE; i++) {
        int times = i == 0 ? OF_ONE : EACH;
        assertEquals(
            times * 300L,
            look(
                bot,
                "select available from wallet where currency = 'XTR' and user_id = " + (1401 + i)));
        assertEquals(
            times,
            get(people.get(i).chat()).stream()
                .filter(m -> m.getString("text", "").contains("Paid: ⭐ 3"))
                .count());
      }
      assertEquals(0, look(bot, "select count(*) from ledger_drift"));
    }
  }

  private static int invoice(EmulatedUser user) {
    get(user.buysStars(1_000 - get(user.stars())));
    get(user.sends("/topup 3"));
    return get(user.waitsFor(
            "an invoice",
            m -> m.getJsonObject("invoice", new JsonObject()).getInteger("total_amount", 0) == 3))
        .getInteger("message_id");
  }

  private static long look(TestBot bot, String sql) {
    return MigratedPostgres.look(bot.database(), sql);
  }
}
