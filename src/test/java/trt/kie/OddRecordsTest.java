package trt.kie;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import trt.config.KieConfig;
import trt.domain.catalog.Model;
import trt.kie.TaskRecord.Failed;
import trt.kie.TaskRecord.Missing;
import trt.kie.TaskRecord.Succeeded;
import trt.kie.TaskRecord.Unreadable;

/**
 * Every family against answers that are broken, cut, empty or new. Money hangs on two of the
 * meanings: nothing but a result may read as a success, nothing but KIE's word as a failure.
 */
@ExtendWith(VertxExtension.class)
class OddRecordsTest {
  private static final CatalogFile FILE = CatalogFile.load();
  private static final String ORDERED_BY_LOOKING = "veo/1080p";

  /** A finished record of each family as documented: what stands in {@code data}. */
  private static final Map<String, String> DONE = new LinkedHashMap<>();

  static {
    String links =
        "\"successFlag\":1,\"response\":{\"resultUrls\":[\"https://f/1\",\"https://f/2\"]}";
    String songs =
        "\"status\":\"SUCCESS\",\"response\":{\"sunoData\":[{\"id\":\"t1\",\"audioUrl\":\"https://f/1.mp3\"}]}";
    String video = "\"state\":\"success\",\"videoInfo\":{\"videoUrl\":\"https://f/r.mp4\"}";
    DONE.put(
        "market",
        "\"state\":\"success\",\"resultJson\":\"{\\\"resultUrls\\\":[\\\"https://f/1\\\",\\\"https://f/2\\\"]}\"");
    DONE.put("veo", links);
    DONE.put("veo/extend", links);
    DONE.put("veo/4k", links);
    DONE.put(ORDERED_BY_LOOKING, "\"resultUrl\":\"https://f/hd.mp4\"");
    DONE.put("runway", video);
    DONE.put("runway/extend", video);
    DONE.put("aleph", "\"successFlag\":1,\"response\":{\"resultVideoUrl\":\"https://f/a.mp4\"}");
    DONE.put("gpt4o-image", links);
    DONE.put(
        "flux-kontext", "\"successFlag\":1,\"response\":{\"resultImageUrl\":\"https://f/k.png\"}");
    DONE.put(
        "midjourney",
        "\"successFlag\":1,\"resultInfoJson\":{\"resultUrls\":[{\"resultUrl\":\"https://f/1.png\"}]}");
    DONE.put("luma", links.replace(":1,", ":4,"));
    for (String song :
        List.of(
            "suno",
            "suno/extend",
            "suno/upload-cover",
            "suno/upload-extend",
            "suno/add-instrumental",
            "suno/add-vocals",
            "suno/replace-section",
            "suno/mashup",
            "suno/sounds")) {
      DONE.put(song, songs);
    }
    DONE.put(
        "suno/lyrics", "\"status\":\"SUCCESS\",\"response\":{\"data\":[{\"text\":\"[Verse]\"}]}");
    DONE.put(
        "suno/wav",
        "\"successFlag\":\"SUCCESS\",\"response\":{\"audioWavUrl\":\"https://f/1.wav\"}");
    DONE.put(
        "suno/mp4", "\"successFlag\":\"SUCCESS\",\"response\":{\"videoUrl\":\"https://f/1.mp4\"}");
    DONE.put(
        "suno/vocal-removal",
        "\"successFlag\":\"SUCCESS\",\"response\":{\"vocalUrl\":\"https://f/v.mp3\"}");
    DONE.put("suno/midi", "\"successFlag\":1,\"midiData\":{\"instruments\":[]}");
    DONE.put("suno/cover-art", "\"successFlag\":1,\"response\":{\"images\":[\"https://f/c.png\"]}");
  }

  private ScriptedKie kie;
  private KieClient client;

  @BeforeEach
  void start(Vertx vertx) {
    kie = new ScriptedKie(vertx);
    client = new KieClient(vertx, patient(kie.config()), FILE.schemas(), new SimpleMeterRegistry());
  }

  /** Many broken answers in a row must not pause the calls. */
  private static KieConfig patient(KieConfig config) {
    return new KieConfig(
        config.apiUrl(),
        config.uploadUrl(),
        config.apiKey(),
        config.connectTimeout(),
        config.requestTimeout(),
        config.tasksPer10Seconds(),
        10_000,
        config.breakerWindow(),
        config.breakerReset(),
        config.readsPerSecond());
  }

  @Test
  void everyFamilyOfTheCatalogueIsHere() {
    assertEquals(
        DONE.keySet(),
        FILE.catalog().all().stream()
            .map(m -> m.wire().api())
            .collect(java.util.stream.Collectors.toSet()));
  }

  @Test
  void theDocumentedRecordOfEveryFamilyIsASuccess() {
    DONE.forEach(
        (family, done) -> {
          kie.says(wrapped(done));
          Succeeded made = assertInstanceOf(Succeeded.class, record(family), family);
          assertTrue(!made.outputs().isEmpty() || made.text().isPresent(), family);
        });
  }

  @Test
  void severalResultsAreAllKeptInTheirOrder() {
    for (String family : List.of("market", "veo", "gpt4o-image", "luma")) {
      kie.says(wrapped(DONE.getOrDefault(family, "")));
      assertEquals(
          List.of(URI.create("https://f/1"), URI.create("https://f/2")),
          assertInstanceOf(Succeeded.class, record(family), family).urls());
    }
  }

  @Test
  void aRecordCutAnywhereIsNeverAResultAndNeverAFailure() {
    DONE.forEach(
        (family, done) -> {
          String whole = wrapped(done);
          for (int end = 0; end < whole.length(); end += 7) {
            kie.says(whole.substring(0, end));
            String cut = family + " cut at " + end;
            assertInstanceOf(Unreadable.class, record(family), cut);
          }
        });
  }

  @Test
  void aSuccessWithoutAResultIsLookedAtAgain() {
    Map<String, String> emptied = new LinkedHashMap<>();
    DONE.forEach(
        (family, done) -> {
          if (!family.equals(ORDERED_BY_LOOKING)) {
            emptied.put(family, done.substring(0, done.indexOf(",")));
          }
        });
    emptied.forEach(
        (family, state) -> {
          for (String rest :
              List.of(
                  "",
                  ",\"response\":null",
                  ",\"response\":\"\"",
                  ",\"response\":{}",
                  ",\"response\":{\"resultUrls\":null,\"sunoData\":[],\"data\":[],\"images\":[]}",
                  ",\"response\":{\"resultUrls\":[null,7,\"\"],\"vocalUrl\":\"\"}",
                  ",\"resultJson\":\"\",\"videoInfo\":null,\"midiData\":null")) {
            kie.says(wrapped(state + rest));
            assertInstanceOf(Unreadable.class, record(family), family + rest);
          }
        });
  }

  @Test
  void aWordNobodyKnowsIsNeitherResultNorFailure() {
    for (String family : DONE.keySet()) {
      if (!family.equals(ORDERED_BY_LOOKING)) {
        kie.says(wrapped("\"state\":\"dreaming\",\"status\":\"DREAMING\",\"successFlag\":17"));
        assertInstanceOf(Unreadable.class, record(family), family);
        kie.says(wrapped(""));
        assertInstanceOf(Unreadable.class, record(family), family);
      }
    }
  }

  @Test
  void withoutDataTheTaskIsNotThereYet() {
    for (String family : DONE.keySet()) {
      kie.says("{\"code\":200,\"msg\":\"success\",\"data\":null}");
      assertInstanceOf(Missing.class, record(family), family);
      kie.says("{\"code\":200,\"msg\":\"success\"}");
      assertInstanceOf(Missing.class, record(family), family);
      kie.says("{\"code\":200,\"msg\":\"success\",\"data\":\"soon\"}");
      assertInstanceOf(Unreadable.class, record(family), family);
    }
  }

  @Test
  void aCode422InsideA200IsAnUnknownTaskNotAFailedOne() {
    for (String family : DONE.keySet()) {
      if (!family.equals(ORDERED_BY_LOOKING)) {
        kie.says("{\"code\":422,\"msg\":\"The record does not exist\",\"data\":null}");
        assertInstanceOf(Missing.class, record(family), family);
      }
    }
  }

  @Test
  void aPageOfHtmlIsNoAnswer() {
    for (String family : DONE.keySet()) {
      for (int status : List.of(200, 404, 500, 502, 503)) {
        kie.says(status, "<html><title>Bad gateway</title></html>");
        assertInstanceOf(Unreadable.class, record(family), family + " " + status);
      }
    }
  }

  @Test
  void aFailureSaysWhyInEveryFamily() {
    Map<String, String> failed = new LinkedHashMap<>();
    for (String family : DONE.keySet()) {
      failed.put(family, failure(family));
    }
    failed.remove(ORDERED_BY_LOOKING);
    failed.forEach(
        (family, state) -> {
          assertEquals(
              FailureKind.CONTENT_POLICY, kind(family, state, "422", "Content moderation"));
          assertEquals(FailureKind.BAD_MEDIA, kind(family, state, "451", "Image fetch failed"));
          assertEquals(FailureKind.BAD_INPUT, kind(family, state, "422", "duration is required"));
          assertEquals(FailureKind.INTERNAL, kind(family, state, "501", "generation failed"));
          assertEquals(FailureKind.INTERNAL, kind(family, state, "408", "upstream timeout"));
          assertEquals(FailureKind.INTERNAL, kind(family, state, "402", "Credits insufficient"));
          assertEquals(FailureKind.INTERNAL, kind(family, state, "99999999999999", "overflow"));
          assertEquals(FailureKind.INTERNAL, kind(family, state, "E-17", "a word"));
        });
  }

  @Test
  void aLinkWithABlankInItIsStillALink() {
    kie.says(
        wrapped(
            "\"successFlag\":1,\"response\":{\"resultUrls\":[\"https://f/a b+100%-я.png?x=1%20\"]}"));

    assertEquals(
        List.of(URI.create("https://f/a%20b+100%25-%D1%8F.png?x=1%20")),
        assertInstanceOf(Succeeded.class, record("veo")).urls());
  }

  @Test
  void objectsComeAsTheirTextOrAsThemselves() {
    kie.says(wrapped("\"state\":\"success\",\"resultJson\":{\"resultObject\":{\"text\":\"hi\"}}"));
    assertEquals(Optional.of("hi"), assertInstanceOf(Succeeded.class, record("market")).text());
    kie.says(wrapped("\"state\":\"success\",\"resultJson\":{\"resultObject\":{\"faces\":[1,2]}}"));
    Succeeded data = assertInstanceOf(Succeeded.class, record("market"));
    assertTrue(data.text().orElseThrow().contains("faces"));
    assertFalse(data.text().orElseThrow().isBlank());
  }

  private FailureKind kind(String family, String state, String code, String words) {
    String why =
        ",\"errorCode\":\"%1$s\",\"failCode\":\"%1$s\",\"errorMessage\":\"%2$s\",\"failMsg\":\"%2$s\"";
    kie.says(wrapped(state + why.formatted(code, words)));
    return assertInstanceOf(Failed.class, record(family), family + " " + code).kind();
  }

  private static String failure(String family) {
    if (family.equals("market") || family.startsWith("runway")) {
      return "\"state\":\"fail\"";
    }
    boolean isWords = DONE.getOrDefault(family, "").contains("\"status\"");
    return isWords ? "\"status\":\"GENERATE_AUDIO_FAILED\"" : "\"successFlag\":3";
  }

  private static String wrapped(String data) {
    return "{\"code\":200,\"msg\":\"success\",\"data\":{" + data + "}}";
  }

  private TaskRecord record(String family) {
    Model model =
        FILE.catalog().all().stream()
            .filter(m -> m.wire().api().equals(family))
            .findFirst()
            .orElseThrow();
    return Await.get(client.record(model, "5fde~mark"));
  }
}
