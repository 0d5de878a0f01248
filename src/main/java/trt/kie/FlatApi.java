package trt.kie;

import io.vertx.core.json.JsonObject;
import trt.domain.catalog.Model;

/** Endpoints that take their inputs flat, with the callback address among them. */
abstract class FlatApi implements KieApi {
  private final String submit;
  private final String record;

  /**
   * @param submit path of the create call below {@code /api/v1}
   * @param record path of the look-up below {@code /api/v1}
   */
  FlatApi(String submit, String record) {
    this.submit = submit;
    this.record = record;
  }

  @Override
  public String submitPath(JsonObject body) {
    return "/api/v1" + submit;
  }

  @Override
  public JsonObject body(Model model, JsonObject inputs, String callBackUrl) {
    return inputs.copy().put("callBackUrl", callBackUrl);
  }

  @Override
  public String recordPath(String taskId) {
    return "/api/v1" + record + "?taskId=" + Paths.encode(taskId);
  }
}
