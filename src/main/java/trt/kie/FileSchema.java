package trt.kie;

import io.vertx.core.json.JsonObject;
import io.vertx.json.schema.Draft;
import io.vertx.json.schema.JsonSchema;
import io.vertx.json.schema.JsonSchemaOptions;
import io.vertx.json.schema.OutputFormat;
import io.vertx.json.schema.OutputUnit;
import io.vertx.json.schema.Validator;

/** What a file of the catalogue must look like. */
final class FileSchema {
  static final JsonSchemaOptions OPTIONS =
      new JsonSchemaOptions()
          .setDraft(Draft.DRAFT202012)
          .setBaseUri("app://catalog")
          .setOutputFormat(OutputFormat.Basic);

  private final Validator validator;

  FileSchema(JsonObject schema) {
    validator = Validator.create(JsonSchema.of(schema), OPTIONS);
  }

  void check(String name, JsonObject file) {
    OutputUnit result = validator.validate(file);
    if (!result.getValid()) {
      throw new IllegalStateException("catalog/" + name + " is wrong: " + result.getErrors());
    }
  }
}
