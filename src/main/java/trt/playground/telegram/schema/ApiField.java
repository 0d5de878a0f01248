package trt.playground.telegram.schema;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;

/** A parameter of a method or a field of a type: any of the types will do. */
public record ApiField(String name, List<String> types, boolean required, String description) {
  static List<ApiField> all(JsonArray fields) {
    List<ApiField> read = new ArrayList<>();
    for (Object field : fields) {
      JsonObject f = (JsonObject) field;
      List<String> types = new ArrayList<>();
      f.getJsonArray("types").forEach(t -> types.add(t.toString()));
      read.add(
          new ApiField(
              f.getString("name"),
              List.copyOf(types),
              f.getBoolean("required", false),
              f.getString("description", "")));
    }
    return List.copyOf(read);
  }
}
