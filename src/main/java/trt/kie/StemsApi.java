package trt.kie;

import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Suno's separation: one link per voice or instrument, named by its member. */
final class StemsApi extends FlagApi {
  private static final String SUFFIX = "Url";

  StemsApi() {
    super("/vocal-removal/generate", "/vocal-removal/record-info");
  }

  @Override
  List<Output> outputs(JsonObject data) {
    JsonObject response = Fields.nested(data.getValue("response"));
    return response.fieldNames().stream()
        .filter(name -> name.endsWith(SUFFIX) && !name.equals("originUrl"))
        .filter(name -> Fields.text(response, name).startsWith("http"))
        .map(name -> stem(name, Fields.text(response, name)))
        .toList();
  }

  private static Output stem(String member, String url) {
    String name = member.substring(0, member.length() - SUFFIX.length());
    return new Output(Output.link(url), Optional.empty(), Optional.of(name), OptionalInt.empty());
  }
}
