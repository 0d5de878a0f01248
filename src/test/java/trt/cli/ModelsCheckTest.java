package trt.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;
import trt.config.AppConfig;
import trt.domain.catalog.Model;
import trt.domain.pricing.Quote;
import trt.kie.CatalogFile;
import trt.testing.TestConfig;

class ModelsCheckTest {
  private static final CatalogFile FILE = CatalogFile.load();

  @Test
  void everyVariantOfWhatIsSoldIsFineAndCounted() throws Exception {
    StringWriter out = new StringWriter();

    int exit =
        ModelsCheck.run(
            onlyWith(List.of("z-image", "runway", "suno/song", "suno/wav", "suno/lyrics")),
            new PrintWriter(out));

    assertEquals(0, exit, out::toString);
    List<String> lines = out.toString().lines().toList();
    assertTrue(lines.get(0).startsWith("ok "), lines.get(0));
    assertTrue(
        out.toString().contains("models: 195 (5 sold, 190 closed until they are priced), kinds: 5"),
        out::toString);
    assertTrue(out.toString().contains("variants: 7 (7 fine, 0 failed)"), out::toString);
    assertTrue(out.toString().contains("combinations without a price, not sold: 1"));
  }

  @Test
  void failuresComeFirst() {
    Model model = FILE.catalog().find("z-image").orElseThrow();
    Quote.Priced price = new Quote.Priced(java.math.BigDecimal.ONE, 77, false);
    ModelsReport report = new ModelsReport();
    report.met(model, true);
    report.add(ModelsReport.Line.sold(model, "first", price, ""));
    report.add(ModelsReport.Line.notSold(model, "second"));
    report.add(ModelsReport.Line.sold(model, "third", price, "request: refused"));
    StringWriter out = new StringWriter();

    report.print(new PrintWriter(out));

    assertTrue(report.hasFailed());
    assertTrue(out.toString().lines().findFirst().orElseThrow().endsWith("request: refused"));
    assertTrue(out.toString().contains("variants: 2 (1 fine, 1 failed)"));
  }

  private static AppConfig onlyWith(List<String> sold) {
    JsonObject prices = new JsonObject();
    FILE.prices().keySet().stream()
        .filter(id -> !sold.contains(id))
        .forEach(id -> prices.put(id, new JsonArray()));
    return TestConfig.with("catalog.prices", prices);
  }
}
