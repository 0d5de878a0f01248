package trt.postgres;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import trt.domain.dialogue.Purpose;

/**
 * What was ordered and what came of it, as it stands in {@code gen_order} and {@code gen_result}.
 */
final class OrderWords {
  private static final JsonObject NOTHING = new JsonObject();
  private static final String OUTPUTS = "outputs";

  private OrderWords() {}

  /** What its words are for is not about the person, and the database asks for it. */
  static JsonObject sealInput(Seal seal, long job, JsonObject input) {
    JsonObject signs =
        input.containsKey(Purpose.NAME)
            ? new JsonObject().put(Purpose.NAME, input.getValue(Purpose.NAME))
            : NOTHING;
    return seal.seal(input, Seal.place("gen_order.input", job), signs);
  }

  static JsonObject input(Seal seal, long job, JsonObject stored) {
    return seal.open(stored, Seal.place("gen_order.input", job));
  }

  /** Of the addresses the database keeps what it finds Telegram's names of the files by. */
  static JsonObject sealResult(Seal seal, long job, JsonObject result) {
    JsonArray sources = new JsonArray();
    JsonArray outputs =
        result.getValue(OUTPUTS) instanceof JsonArray several ? several : new JsonArray();
    for (Object output : outputs) {
      String url = output instanceof JsonObject file ? file.getString("url", "") : "";
      sources.add(new JsonObject().put("source", Sha256.hex(url)));
    }
    return seal.seal(
        result, Seal.place("gen_result.result", job), new JsonObject().put(OUTPUTS, sources));
  }

  static JsonObject result(Seal seal, long job, JsonObject stored) {
    return seal.open(stored, Seal.place("gen_result.result", job));
  }

  /** The words of an order, empty when it has none. */
  static String prompt(JsonObject input) {
    Object words = input.getValue("prompt", input.getValue("text"));
    return words == null ? "" : words.toString();
  }
}
