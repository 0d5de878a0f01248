package trt.text;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import trt.domain.catalog.Model;
import trt.domain.dialogue.Action;
import trt.domain.dialogue.Input;
import trt.domain.dialogue.Reply;
import trt.domain.dialogue.Scene;
import trt.domain.dialogue.Session;
import trt.domain.dialogue.Shop;
import trt.domain.dialogue.Turn;
import trt.domain.dialogue.admin.AdminTopic;
import trt.domain.dialogue.admin.AdminView;
import trt.domain.dialogue.admin.Broadcast;
import trt.domain.dialogue.admin.Deed;
import trt.domain.dialogue.admin.Form;
import trt.domain.dialogue.admin.NumberLine;
import trt.domain.dialogue.admin.StudioAccount;
import trt.domain.dialogue.admin.Switches;
import trt.domain.pricing.PriceList;
import trt.domain.pricing.Special;
import trt.domain.pricing.Tariff;
import trt.domain.wallet.Purse;
import trt.kie.CatalogFile;

/** The operators' screens with everything as long and as many as it can be. */
class AdminScreensTest {
  private static final CatalogFile FILE = CatalogFile.load();
  private static final Instant AT = Instant.parse("2026-01-01T00:00:00Z");
  private static final long BIG = 9_007_199_254_740_991L;
  private static final String LONG = "&".repeat(4_096);

  private final ScreenRenderer renderer = new ScreenRenderer(new Texts(100));
  private final AdminTopic topic = new AdminTopic(shop(), 100);

  private static Shop shop() {
    Tariff tariff =
        new Tariff(new BigDecimal("0.005"), new BigDecimal("2"), new BigDecimal("0.013"), 100);
    return new Shop(
        FILE.catalog(),
        new PriceList(FILE.prices(), tariff),
        FILE.catalog().all().stream().map(Model::id).toList(),
        Set.of(),
        true);
  }

  @Test
  void noScreenIsTooLongForTelegram() {
    AdminView.People.Found who = new AdminView.People.Found(BIG, LONG, "u".repeat(32));
    AdminView.Payment payment =
        new AdminView.Payment(LONG, "0123456789abcdef", BIG, LONG, BIG, BIG, AT, true, "none");
    AdminView.Jobs.Brief job = new AdminView.Jobs.Brief(BIG, BIG, "m".repeat(64), "NEW", AT);
    AdminView.Mistake mistake =
        new AdminView.Mistake("ZZZZZZZZZZZZ", BIG, "MESSAGE", LONG, 4, AT, true);
    AdminView.Health.Part part = new AdminView.Health.Part("database", "ok", "a".repeat(80));
    NumberLine sum =
        new NumberLine("m".repeat(64), BIG, BIG, BIG, BIG, BIG, new BigDecimal("123456789.123456"));
    check(new AdminView.People(Collections.nCopies(10, who)));
    check(
        new AdminView.Person(
            who,
            "ru",
            AT,
            Optional.of(LocalDate.EPOCH),
            BIG,
            BIG,
            BIG,
            BIG,
            BIG,
            BIG,
            BIG,
            Optional.of(new AdminView.Person.Ban("r".repeat(500), AT))));
    check(
        new AdminView.Moves(
            BIG, Collections.nCopies(15, new AdminView.Moves.Move(AT, "clawback", BIG, BIG, BIG))));
    check(new AdminView.Payments(BIG, Collections.nCopies(10, payment)));
    check(payment);
    check(new AdminView.Jobs(BIG, Collections.nCopies(10, job)));
    check(
        new AdminView.Job(
            job,
            BIG,
            false,
            BigDecimal.TEN,
            9,
            Optional.of("t".repeat(128)),
            Optional.of(AT),
            Optional.of("PROVIDER_FAILED"),
            BIG,
            BIG));
    check(new AdminView.Mistakes(Collections.nCopies(10, mistake)));
    check(mistake);
    check(
        new AdminView.Health(
            "degraded",
            Collections.nCopies(10, part),
            Collections.nCopies(10, part),
            new AdminView.Health.Waiting(BIG, BIG, BIG, BIG, BIG, BIG),
            Optional.of(BigDecimal.TEN)));
    check(
        new AdminView.Statistics(
            7,
            Collections.nCopies(7, sum),
            Collections.nCopies(12, sum),
            BigDecimal.TEN,
            BigDecimal.TEN,
            Optional.of(
                new StudioAccount(AT, AT, BigDecimal.TEN, BigDecimal.ONE, BigDecimal.ONE))));
    check(
        new AdminView.Log(
            Collections.nCopies(
                10, new AdminView.Log.Entry(AT, BIG, "MODELOFF", LONG, LONG, LONG))));
    check(
        new AdminView.Broadcasts(
            Collections.nCopies(
                5, new Broadcast(BIG, "active 30", "running", LONG, BIG, BIG, AT))));
    check(new AdminView.Today(BIG, BIG, BIG, BIG, BIG, BIG, BIG, BIG, BIG));
    check(new AdminView.Absent());
    check(new AdminView.TooMuch());
    check(new AdminView.Repeated());
  }

  @Test
  void noSwitchIsTooLongForTelegram() {
    Map<String, Special> prices = new HashMap<>();
    FILE.catalog().all().forEach(model -> prices.put(model.id(), new Special(150, 0)));
    Switches switches = new Switches(true, true, Set.of(), prices);
    check(new AdminView.Menu(switches));
    for (String screen : List.of("sw", "models")) {
      check(new AdminView.Switched(switches), Action.of("a", screen));
    }
    for (Model model : FILE.catalog().all()) {
      check(new AdminView.Switched(switches), Action.of("a", "model", model.id()));
    }
  }

  @Test
  void everyDeedIsAskedConfirmedDoneAndRefusedInWords() {
    Map<String, String> answers =
        Map.of(
            "amount", "100", "reason", "r".repeat(500), "text", "t".repeat(2_048), "price", "5%");
    for (Deed deed : Deed.values()) {
      Form form = new Form(deed, "12345:0123456789abcdef", answers);
      check(new AdminView.Granted(), Action.of("a", "do", deed, "12345"));
      check(
          new AdminView.Done(
              form,
              Optional.of(
                  new AdminView.Done.Told(
                      5,
                      "ru",
                      new trt.domain.dialogue.Screen(
                          trt.domain.dialogue.Phrase.of("admin.message", "text", "x"),
                          List.of())))));
      for (String why : List.of("already", "short", "admin", "pending", "absent")) {
        check(new AdminView.Refused(form, why));
      }
    }
  }

  private void check(AdminView view) {
    check(view, Action.of("a", "menu"));
  }

  private void check(AdminView view, Action action) {
    Scene scene =
        new Scene(
            Session.fresh(9_999_999_999L), "Ann", new Purse(1, 0, 0, 0, 2, 0), Optional.empty());
    Turn turn = topic.answer(scene, new Input.Press(action, 1, false), view);
    for (Reply reply : turn.replies()) {
      if (reply instanceof Reply.Show show) {
        for (String language : Texts.LANGUAGES) {
          fits(view, renderer.message(language, show.screen()));
        }
      }
    }
  }

  private static void fits(AdminView view, JsonObject message) {
    String text = message.getString("text").replaceAll("<[^>]+>", "").replace("&amp;", "&");
    JsonArray rows = message.getJsonObject("reply_markup").getJsonArray("inline_keyboard");
    int buttons = rows.stream().mapToInt(row -> ((JsonArray) row).size()).sum();
    assertTrue(!text.isBlank() && text.length() <= 4_096, () -> text.length() + " " + view);
    assertTrue(buttons <= 100, () -> buttons + " " + view);
  }
}
