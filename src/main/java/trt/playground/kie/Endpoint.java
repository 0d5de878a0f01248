package trt.playground.kie;

import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;

/** One create call and its look-up. */
record Endpoint(String api, String create, String record, Shape shape) {
  private static final JsonObject NO_RECORD =
      Answers.envelope(422, "The record does not exist", null);
  private static final JsonObject NO_DATA = Answers.envelope(200, "success", null);

  static final List<Endpoint> ALL =
      List.of(
          new Endpoint("market", "/jobs/createTask", "/jobs/recordInfo", new MarketShape()),
          flag("veo", "/veo/generate", "/veo/record-info", NO_RECORD),
          flag("veo/extend", "/veo/extend", "/veo/record-info", NO_RECORD),
          flag("veo/4k", "/veo/get-4k-video", "/veo/record-info", NO_RECORD),
          new Endpoint("runway", "/runway/generate", "/runway/record-detail", new RunwayShape()),
          new Endpoint(
              "runway/extend", "/runway/extend", "/runway/record-detail", new RunwayShape()),
          flag("aleph", "/aleph/generate", "/aleph/record-info", NO_DATA),
          flag("gpt4o-image", "/gpt4o-image/generate", "/gpt4o-image/record-info", NO_RECORD),
          flag("flux-kontext", "/flux/kontext/generate", "/flux/kontext/record-info", NO_RECORD),
          flag("midjourney", "/mj/generate", "/mj/record-info", NO_RECORD),
          flag("luma", "/modify/generate", "/modify/record-info", NO_RECORD),
          song("suno", "/generate"),
          song("suno/extend", "/generate/extend"),
          song("suno/upload-cover", "/generate/upload-cover"),
          song("suno/upload-extend", "/generate/upload-extend"),
          song("suno/add-instrumental", "/generate/add-instrumental"),
          song("suno/add-vocals", "/generate/add-vocals"),
          song("suno/replace-section", "/generate/replace-section"),
          song("suno/mashup", "/generate/mashup"),
          song("suno/sounds", "/generate/sounds"),
          new Endpoint("suno/lyrics", "/lyrics", "/lyrics/record-info", new SunoShape()),
          conversion("suno/wav", "/wav"),
          conversion("suno/mp4", "/mp4"),
          conversion("suno/vocal-removal", "/vocal-removal"),
          conversion("suno/midi", "/midi"),
          flag("suno/cover-art", "/suno/cover/generate", "/suno/cover/record-info", NO_DATA));

  static Optional<Endpoint> of(String api) {
    return ALL.stream().filter(e -> e.api().equals(api)).findFirst();
  }

  /** Whether KIE refuses a create call without a callback address. */
  boolean needsCallback() {
    return api.startsWith("suno") && !api.equals("suno/cover-art");
  }

  private static Endpoint flag(String api, String create, String record, JsonObject unknown) {
    return new Endpoint(api, create, record, new FlagShape(api, unknown));
  }

  private static Endpoint song(String api, String create) {
    return new Endpoint(api, create, "/generate/record-info", new SunoShape());
  }

  private static Endpoint conversion(String api, String path) {
    return new Endpoint(api, path + "/generate", path + "/record-info", new ConversionShape(api));
  }
}
