package trt.kie;

import io.vertx.core.json.JsonObject;
import io.vertx.json.schema.JsonSchema;
import io.vertx.json.schema.OutputUnit;
import io.vertx.json.schema.Validator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import trt.domain.catalog.Model;

/** KIE's published input schemas: nothing is sent that they refuse. Safe to share. */
public final class InputSchemas {
  private final Map<String, Validator> validators = new HashMap<>();

  InputSchemas(Map<String, JsonObject> schemas) {
    schemas.forEach(
        (id, schema) ->
            validators.put(id, Validator.create(JsonSchema.of(schema), FileSchema.OPTIONS)));
  }

  /**
   * The first violation of the model's schema by what would be sent, in the validator's words, for
   * logs; empty = it may be sent.
   *
   * @throws IllegalArgumentException when the model is not of this catalogue
   */
  public Optional<String> violation(Model model, JsonObject body) {
    Validator validator = validators.get(model.id());
    if (validator == null) {
      throw new IllegalArgumentException("no schema for " + model.id());
    }
    OutputUnit result = validator.validate(body);
    if (result.getValid()) {
      return Optional.empty();
    }
    List<OutputUnit> errors = result.getErrors();
    if (errors == null || errors.isEmpty()) {
      return Optional.of("the schema refuses the inputs");
    }
    OutputUnit last = errors.get(errors.size() - 1);
    return Optional.of(last.getInstanceLocation() + " " + last.getError());
  }
}
