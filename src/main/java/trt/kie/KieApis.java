package trt.kie;

import java.util.Map;
import trt.domain.catalog.Model;

/** Every group of endpoints by the name the catalogue gives it. */
final class KieApis {
  private static final String VEO_RECORD = "/veo/record-info";
  private static final Map<String, KieApi> ALL =
      Map.ofEntries(
          Map.entry("market", new MarketApi()),
          Map.entry("claude", new ClaudeApi()),
          Map.entry("veo", new VeoApi()),
          Map.entry("veo/extend", new FlagApi("/veo/extend", VEO_RECORD, "response.resultUrls")),
          Map.entry("veo/4k", new FlagApi("/veo/get-4k-video", VEO_RECORD, "response.resultUrls")),
          Map.entry("veo/1080p", new VeoFullHdApi()),
          Map.entry("runway", new RunwayApi("/runway/generate")),
          Map.entry("runway/extend", new RunwayApi("/runway/extend")),
          Map.entry(
              "aleph",
              new FlagApi("/aleph/generate", "/aleph/record-info", "response.resultVideoUrl")),
          Map.entry(
              "gpt4o-image",
              new FlagApi(
                  "/gpt4o-image/generate", "/gpt4o-image/record-info", "response.resultUrls")),
          Map.entry(
              "flux-kontext",
              new FlagApi(
                  "/flux/kontext/generate",
                  "/flux/kontext/record-info",
                  "response.resultImageUrl")),
          Map.entry(
              "midjourney",
              new FlagApi("/mj/generate", "/mj/record-info", "resultInfoJson.resultUrls")),
          Map.entry(
              "luma",
              new FlagApi("/modify/generate", "/modify/record-info", "response.resultUrls")),
          Map.entry("suno", new SunoApi("/generate")),
          Map.entry("suno/extend", new SunoApi("/generate/extend")),
          Map.entry("suno/upload-cover", new SunoApi("/generate/upload-cover")),
          Map.entry("suno/upload-extend", new SunoApi("/generate/upload-extend")),
          Map.entry("suno/add-instrumental", new SunoApi("/generate/add-instrumental")),
          Map.entry("suno/add-vocals", new SunoApi("/generate/add-vocals")),
          Map.entry("suno/replace-section", new SunoApi("/generate/replace-section")),
          Map.entry("suno/mashup", new SunoApi("/generate/mashup")),
          Map.entry("suno/sounds", new SunoApi("/generate/sounds")),
          Map.entry("suno/lyrics", SunoApi.lyrics()),
          Map.entry(
              "suno/wav", new FlagApi("/wav/generate", "/wav/record-info", "response.audioWavUrl")),
          Map.entry(
              "suno/mp4", new FlagApi("/mp4/generate", "/mp4/record-info", "response.videoUrl")),
          Map.entry("suno/vocal-removal", new StemsApi()),
          Map.entry("suno/midi", new NotesApi()),
          Map.entry(
              "suno/cover-art",
              new FlagApi("/suno/cover/generate", "/suno/cover/record-info", "response.images")));

  private KieApis() {}

  static boolean knows(String name) {
    return ALL.containsKey(name);
  }

  static KieApi of(Model model) {
    KieApi api = ALL.get(model.wire().api());
    if (api == null) {
      throw new IllegalArgumentException(model.id() + " has no endpoints: " + model.wire().api());
    }
    return api;
  }
}
