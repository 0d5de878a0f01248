package trt.kie;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import trt.config.AppConfig;
import trt.config.ConfigProblems;
import trt.domain.catalog.Model;
import trt.domain.pricing.MediaMeasures;
import trt.domain.pricing.PriceList;
import trt.domain.pricing.Quote;
import trt.testing.TestConfig;

/** KIE's prices with the operator's over them. */
class PricesTest {
  private static final CatalogFile FILE = CatalogFile.load();

  @Test
  void theOperatorOpensAModelWhosePriceNobodyKnew() {
    Model closed = model("luma-modify");
    assertFalse(list("{}").sells(closed));

    PriceList open = list("{\"luma-modify\": [{\"per\": \"TASK\", \"credits\": 12.5}]}");

    Map<String, Object> inputs = Map.of("prompt", "rain", "videoUrl", "https://f/v.mp4");
    Quote quote = open.quote(closed, inputs, MediaMeasures.NONE);
    assertEquals(new BigDecimal("12.5"), assertInstanceOf(Quote.Priced.class, quote).credits());
  }

  @Test
  void theOperatorsPriceReplacesAllOfKies() {
    PriceList list =
        list(
            """
            {"nano-banana-pro": [{"when": {"resolution": "1K"}, "per": "IMAGE", "credits": 30}]}""");
    Model model = model("nano-banana-pro");

    assertEquals(new BigDecimal("30"), credits(list, model, "1K"));
    assertInstanceOf(
        Quote.Unpriced.class,
        list.quote(model, Map.of("prompt", "x", "resolution", "4K"), MediaMeasures.NONE));
  }

  @Test
  void anEmptyListClosesAModel() {
    assertFalse(list("{\"z-image\": []}").sells(model("z-image")));
  }

  @Test
  void everythingWrongIsSaidAtOnceWithItsPlace() {
    ConfigProblems wrong =
        assertThrows(
            ConfigProblems.class,
            () ->
                list(
                        """
                        {"z-imag": [{"per": "TASK", "credits": 1}],
                         "z-image": [{"per": "FORTNIGHT", "credits": 1}],
                         "google/nano-banana": [{"per": "TASK", "credits": 0}],
                         "nano-banana-pro": [{"when": {"size": "1K"}, "per": "TASK", "credits": 1}],
                         "runway": 5}""",
                        "catalog.shown",
                        "z-image,no-such-model")
                    .rules());

    assertEquals(
        List.of(
            "catalog.prices",
            "catalog.prices.google/nano-banana",
            "catalog.prices.nano-banana-pro",
            "catalog.prices.runway",
            "catalog.prices.z-image",
            "catalog.shown"),
        wrong.problems().stream().map(p -> p.path()).sorted().toList());
  }

  private static BigDecimal credits(PriceList list, Model model, String resolution) {
    Map<String, Object> inputs = Map.of("prompt", "x", "resolution", resolution);
    return ((Quote.Priced) list.quote(model, inputs, MediaMeasures.NONE)).credits();
  }

  private static PriceList list(String prices, Object... more) {
    Object[] all = new Object[more.length + 2];
    all[0] = "catalog.prices";
    all[1] = new JsonObject(prices);
    System.arraycopy(more, 0, all, 2, more.length);
    AppConfig config = TestConfig.with(all);
    return Prices.of(FILE, config.catalog(), config.money());
  }

  private static Model model(String id) {
    return FILE.catalog().find(id).orElseThrow();
  }
}
