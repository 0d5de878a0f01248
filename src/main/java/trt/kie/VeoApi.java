package trt.kie;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import trt.domain.catalog.Model;

/** Veo: the way the pictures are used follows from how many there are. */
final class VeoApi extends FlagApi {
  private static final int FRAMES = 2;

  VeoApi() {
    super("/veo/generate", "/veo/record-info", "response.resultUrls");
  }

  @Override
  public JsonObject body(Model model, JsonObject inputs, String callBackUrl) {
    JsonArray pictures = inputs.getJsonArray("imageUrls", new JsonArray());
    String use;
    if (pictures.isEmpty()) {
      use = "TEXT_2_VIDEO";
    } else {
      use = pictures.size() <= FRAMES ? "FIRST_AND_LAST_FRAMES_2_VIDEO" : "REFERENCE_2_VIDEO";
    }
    return super.body(model, inputs, callBackUrl).put("generationType", use);
  }
}
