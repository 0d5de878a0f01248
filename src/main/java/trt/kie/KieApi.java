package trt.kie;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.util.Optional;
import trt.domain.catalog.Model;
import trt.kie.Answer.Envelope;

/** One group of KIE's endpoints: where a task is created, where it is looked up, what it says. */
interface KieApi {
  /** How a task is created. POST everywhere but for one upgrade of Veo. */
  default HttpMethod submitMethod() {
    return HttpMethod.POST;
  }

  /** Path of the create call; with a query for GET. */
  String submitPath(JsonObject body);

  /** The create call's body around the checked inputs. */
  JsonObject body(Model model, JsonObject inputs, String callBackUrl);

  /** The id under which the task is looked up; empty when the answer names none. */
  default Optional<String> taskId(Envelope envelope, JsonObject body) {
    return envelope
        .object()
        .map(data -> data.getValue("taskId", data.getValue("task_id", data.getValue("recordId"))))
        .map(Object::toString)
        .filter(id -> !id.isBlank());
  }

  /** Path of the look-up, query included. */
  String recordPath(String taskId);

  /**
   * What a good envelope's data means.
   *
   * @throws RuntimeException when the data is not shaped as expected; the caller makes that {@link
   *     TaskRecord.Unreadable}
   */
  TaskRecord read(JsonObject data);

  /**
   * What an envelope with another code than 200 means for a look-up; empty = KIE is in trouble and
   * the question should be asked again.
   */
  default Optional<TaskRecord> readRefusal(Envelope envelope) {
    boolean isUnknown = envelope.code() == 404 || envelope.code() == 422;
    return isUnknown ? Optional.of(new TaskRecord.Missing(TaskRecord.Echo.NONE)) : Optional.empty();
  }
}
