package trt.kie;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import trt.domain.catalog.Catalog;
import trt.domain.catalog.Model;
import trt.domain.pricing.PriceRule;

/**
 * The catalogue as shipped: one readable JSON file per family on the class path, each checked
 * against {@code catalog/schema.json} when it is read.
 *
 * @param prices KIE's own prices in credits per model id; models without are absent
 * @param schemas KIE's published input schemas, used before each call
 */
public record CatalogFile(
    Catalog catalog, Map<String, List<PriceRule>> prices, InputSchemas schemas) {
  private static final String FOLDER = "/catalog/";

  /** Models that nobody orders by themselves. */
  private static final String HELPERS = "helpers.json";

  public CatalogFile {
    prices = Map.copyOf(prices);
  }

  /**
   * Reads the shipped catalogue. Blocks for some tens of milliseconds; call it once at start.
   *
   * @throws IllegalStateException when a file is missing or breaks its schema, naming the file
   */
  public static CatalogFile load() {
    FileSchema fileSchema = new FileSchema(json("schema.json"));
    Labels labels = new Labels(json("labels.json"));
    List<Model> models = new ArrayList<>();
    List<Model> helpers = new ArrayList<>();
    Map<String, List<PriceRule>> prices = new LinkedHashMap<>();
    Map<String, JsonObject> inputs = new LinkedHashMap<>();
    List<String> names = new ArrayList<>(ModelJson.texts(json("index.json").getJsonArray("files")));
    names.add(HELPERS);
    for (String name : names) {
      JsonObject file = json(name);
      fileSchema.check(name, file);
      for (Object entry : file.getJsonArray("models")) {
        JsonObject json = (JsonObject) entry;
        Model model = new ModelJson(file.getString("family"), labels).model(json);
        (name.equals(HELPERS) ? helpers : models).add(model);
        inputs.put(model.id(), json.getJsonObject("input"));
        List<PriceRule> rules = PriceJson.rules(json.getJsonArray("prices"));
        if (!rules.isEmpty()) {
          prices.put(model.id(), rules);
        }
      }
    }
    return new CatalogFile(
        new Catalog(models, helpers, ExamplesJson.read(json("examples.json"))),
        prices,
        new InputSchemas(inputs));
  }

  private static JsonObject json(String name) {
    try (InputStream file = CatalogFile.class.getResourceAsStream(FOLDER + name)) {
      if (file == null) {
        throw new IllegalStateException("missing on the class path: " + FOLDER + name);
      }
      return new JsonObject(Buffer.buffer(file.readAllBytes()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
