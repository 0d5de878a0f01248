package trt.cli;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.io.PrintWriter;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import trt.playground.telegram.EmulatedUser;
import trt.playground.telegram.TelegramEmulator;
import trt.playground.telegram.user.Checkout;

/**
 * The path of people through a running bot with little money for newcomers, told step by step. Each
 * story has a person of its own: one that fails leaves the others.
 */
public final class IntegrationWalk {
  private static final long PATIENCE_SECONDS = 15;
  private static final String PAID_MODEL = "Nano Banana · picture";
  private static final long STARS = 100;

  private final TelegramEmulator telegram;
  private final PrintWriter out;
  private boolean failed;

  /** A walk that prints one line a step. */
  public IntegrationWalk(TelegramEmulator telegram, PrintWriter out) {
    this.telegram = telegram;
    this.out = out;
  }

  private interface Story {
    void tell(EmulatedUser person) throws TimeoutException;
  }

  /** Tells all stories; blocks up to some minutes when things fail; the exit code. */
  public int run() {
    story(1, "a free picture", this::free);
    story(2, "a picture for money", this::paid);
    story(3, "a failure", this::failure);
    story(4, "a refund", this::refund);
    return failed ? TrtCommand.FAILED : TrtCommand.FINE;
  }

  private void story(long id, String title, Story story) {
    EmulatedUser person = telegram.user(id, "Walker " + id, "en");
    try {
      done(person.buysStars(STARS));
      story.tell(person);
    } catch (TimeoutException | RuntimeException e) {
      failed = true;
      out.printf("fail  %s: %s%n", title, e.getMessage());
    }
    out.flush();
  }

  private void free(EmulatedUser ann) throws TimeoutException {
    done(ann.sends("/start"));
    done(ann.sees("Free today"));
    ok("/start answers with a menu");
    order(ann, "· free", "a red fox in the snow");
    done(ann.sees("Price: free"));
    done(ann.taps("✅ Confirm"));
    done(ann.seesPhoto());
    ok("a free picture: menu, model, description, price, confirmation, result");
    done(ann.taps("🔁 Again"));
    done(ann.taps("✅ Confirm"));
    done(ann.waitsFor("a second picture", message -> message.encode().contains("Free today.")));
    ok("the same again from the result");
  }

  private void paid(EmulatedUser bob) throws TimeoutException {
    order(bob, PAID_MODEL, "a lighthouse");
    done(bob.sees("Nothing was charged"));
    ok("too little money: nothing charged, a top-up offered");
    topUp(bob, 5);
    ok("a top-up with Stars, with a receipt");
    done(bob.taps("▶️ Continue"));
    done(bob.taps("✅ Confirm"));
    done(bob.seesPhoto());
    ok("the saved order goes on and the picture comes");
    done(bob.sends("/balance"));
    done(bob.sees("top-up"));
    done(bob.sees("generation"));
    ok("the statement names both movements");
  }

  private void failure(EmulatedUser cat) throws TimeoutException {
    topUp(cat, 5);
    order(cat, PAID_MODEL, "a broken thing [fail]");
    done(cat.taps("✅ Confirm"));
    done(cat.sees("is back on your balance"));
    done(cat.sends("/balance"));
    done(cat.sees("money back in full"));
    ok("a generation that fails gives the money back, and the statement says so");
  }

  private void refund(EmulatedUser dan) throws TimeoutException {
    long stars = got(dan.stars());
    topUp(dan, 7);
    done(dan.sends("/paysupport"));
    done(dan.taps("↩️ ⭐ 7"));
    done(dan.taps("↩️ Yes, give it back"));
    done(dan.sees("Refunded: ⭐ 7"));
    if (got(dan.stars()) != stars) {
      throw new IllegalStateException("the Stars did not come back");
    }
    ok("a top-up given back on request");
  }

  private static void order(EmulatedUser person, String model, String prompt)
      throws TimeoutException {
    done(person.sends("/start"));
    done(person.taps("🎨 Make a picture"));
    done(person.taps(model));
    done(person.taps("1:1"));
    done(person.sees("Describe what you want to see"));
    done(person.sends(prompt));
  }

  private static void topUp(EmulatedUser person, int stars) throws TimeoutException {
    done(person.sends("/topup " + stars));
    JsonObject invoice =
        got(
            person.waitsFor(
                "an invoice of " + stars,
                m ->
                    m.getJsonObject("invoice", new JsonObject()).getInteger("total_amount", 0)
                        == stars));
    Checkout.Result paid = got(person.pays(invoice.getInteger("message_id")));
    if (paid.outcome() != Checkout.Outcome.PAID) {
      throw new IllegalStateException("the payment was refused: " + paid.detail());
    }
    done(person.sees("Paid: ⭐ " + stars));
  }

  private void ok(String step) {
    out.println("ok    " + step);
    out.flush();
  }

  private static void done(Future<?> step) throws TimeoutException {
    var unused = got(step);
  }

  private static <T> T got(Future<T> future) throws TimeoutException {
    return future.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
  }
}
