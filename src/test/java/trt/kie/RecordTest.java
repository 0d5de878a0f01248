package trt.kie;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.math.BigDecimal;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import trt.domain.catalog.Model;
import trt.kie.TaskRecord.Failed;
import trt.kie.TaskRecord.Missing;
import trt.kie.TaskRecord.Running;
import trt.kie.TaskRecord.Succeeded;
import trt.kie.TaskRecord.Unreadable;
import trt.kie.TaskRecord.Waiting;

/** One test per family, with the shapes of its documentation and of recorded answers. */
@ExtendWith(VertxExtension.class)
class RecordTest {
  private static final CatalogFile FILE = CatalogFile.load();

  private ScriptedKie kie;
  private KieClient client;

  @BeforeEach
  void start(Vertx vertx) {
    kie = new ScriptedKie(vertx);
    client = new KieClient(vertx, kie.config(), FILE.schemas(), new SimpleMeterRegistry());
  }

  @Test
  void marketWaits() {
    kie.says(
        """
        {"code":200,"msg":"success","data":{"taskId":"5fde","model":"bytedance/seedance-2",
         "state":"waiting","param":"{\\"input\\":\\"{}\\",\\"callBackUrl\\":\\"https://b/cb\\"}",
         "resultJson":"","failCode":null,"failMsg":null,"costTime":null,"completeTime":null,
         "createTime":1776488470625,"creditsConsumed":70.0}}""");

    Waiting waiting = assertInstanceOf(Waiting.class, record("bytedance/seedance-2"));

    assertEquals("GET /api/v1/jobs/recordInfo?taskId=5fde", kie.lastPath());
    assertEquals(Optional.of("https://b/cb"), waiting.echo().callBackUrl());
    assertEquals(Optional.of(new BigDecimal("70.0")), waiting.echo().credits());
  }

  @Test
  void marketSucceedsWithLinksOrWithText() {
    market(
        "\"state\":\"success\",\"resultJson\":\"{\\\"resultUrls\\\":[\\\"https://f/1.png\\\"]}\"");
    assertEquals(List.of(URI.create("https://f/1.png")), succeeded("z-image").urls());
    market(
        "\"state\":\"success\",\"resultJson\":\"{\\\"resultObject\\\":{\\\"text\\\":\\\"hi\\\"}}\"");
    assertEquals(Optional.of("hi"), succeeded("elevenlabs/speech-to-text").text());
  }

  @Test
  void marketFailsWithAReason() {
    market(
        "\"state\":\"fail\",\"failCode\":\"422\",\"failMsg\":\"Content moderation check failed: sexual\"");
    assertEquals(FailureKind.CONTENT_POLICY, failed("z-image").kind());
    market(
        "\"state\":\"fail\",\"failCode\":\"500\",\"failMsg\":\"Internal Error, Please try again later.\"");
    assertEquals(FailureKind.INTERNAL, failed("z-image").kind());
    market("\"state\":\"fail\",\"failCode\":\"501\",\"failMsg\":\"Image fetch failed\"");
    assertEquals(FailureKind.BAD_MEDIA, failed("z-image").kind());
  }

  @Test
  void oddMarketAnswersAreUnreadableNeverAResult() {
    for (String odd :
        List.of(
            "\"state\":\"success\",\"resultJson\":\"\"",
            "\"state\":\"success\",\"resultJson\":null",
            "\"state\":\"success\",\"resultJson\":\"{\\\"resultUrls\\\":[]}\"",
            "\"state\":\"success\",\"resultJson\":\"{\\\"resultUrls\\\":[\\\"https://f/1\"",
            "\"state\":\"success\",\"resultJson\":17",
            "\"state\":\"dreaming\"",
            "\"taskId\":\"5fde\"")) {
      market(odd);
      assertInstanceOf(Unreadable.class, record("z-image"), odd);
    }
    kie.says(502, "<html>Bad gateway</html>");
    assertInstanceOf(Unreadable.class, record("z-image"));
    kie.says("{\"code\":200,\"msg\":\"success\",\"data\":[]}");
    assertInstanceOf(Unreadable.class, record("z-image"));
    kie.says("");
    assertInstanceOf(Unreadable.class, record("z-image"));
  }

  @Test
  void aTaskThatKieDoesNotKnowYetIsMissing() {
    kie.says("{\"code\":422,\"msg\":\"recordInfo is null\",\"data\":null}");
    assertInstanceOf(Missing.class, record("z-image"));
    kie.says("{\"code\":200,\"msg\":\"success\",\"data\":null}");
    assertInstanceOf(Missing.class, record("suno/generate"));
  }

  @Test
  void troubleAtKieIsAnOutage() {
    kie.says("{\"code\":429,\"msg\":\"Your call frequency is too high.\"}");
    assertEquals(FailureKind.RATE_LIMITED, outage("z-image").kind());
    kie.says("{\"code\":401,\"msg\":\"Unauthorized\"}");
    assertEquals(FailureKind.BAD_KEY, outage("z-image").kind());
    kie.cutsOff("{\"code\":200");
    assertEquals(FailureKind.UNREACHABLE, outage("z-image").kind());
  }

  @Test
  void veo() {
    flag("0", "\"response\":null");
    assertInstanceOf(Running.class, record("veo3_fast"));
    assertEquals("GET /api/v1/veo/record-info?taskId=5fde", kie.lastPath());
    flag("1", "\"response\":{\"resultUrls\":[\"https://f/v.mp4\"],\"originUrls\":[]}");
    assertEquals(List.of(URI.create("https://f/v.mp4")), succeeded("veo3").urls());
    flag("1", "\"response\":{\"resultUrls\":\"[\\\"https://f/v.mp4\\\"]\"}");
    assertEquals(1, succeeded("veo/extend").urls().size());
    flag(
        "3",
        "\"errorCode\":400,\"errorMessage\":\"Your prompt was flagged by Website as violating content policies.\"");
    assertEquals(FailureKind.CONTENT_POLICY, failed("veo3").kind());
  }

  @Test
  void veoInFullHdIsOrderedAndReadByOneCall() {
    Model model = model("veo/get-1080p-video");
    JsonObject inputs = new JsonObject().put("taskId", "abc");
    URI callback = URI.create("https://b/kie/callback/7/1/mark");
    kie.says("{\"code\":400,\"msg\":\"1080P is processing. It should be ready in 1-2 minutes.\"}");
    Submission ordered = Await.get(client.createTask(model, inputs, callback, () -> true));
    assertEquals(new Submission.Accepted("abc~mark"), ordered);

    kie.says("{\"code\":400,\"msg\":\"1080P is processing. It should be ready in 1-2 minutes.\"}");
    assertInstanceOf(Running.class, Await.get(client.record(model, "abc~mark")));
    kie.says("{\"code\":200,\"msg\":\"success\",\"data\":{\"resultUrl\":\"https://f/hd.mp4\"}}");
    assertInstanceOf(Succeeded.class, Await.get(client.record(model, "abc~mark")));
    assertEquals("GET /api/v1/veo/get-1080p-video?index=0&taskId=abc", kie.lastPath());
  }

  @Test
  void runway() {
    market("\"state\":\"queueing\"");
    assertInstanceOf(Waiting.class, record("runway"));
    assertEquals("GET /api/v1/runway/record-detail?taskId=5fde", kie.lastPath());
    market(
        "\"state\":\"success\",\"videoInfo\":{\"videoUrl\":\"https://f/r.mp4\"},\"expireFlag\":0");
    assertEquals(1, succeeded("runway").urls().size());
    market(
        "\"state\":\"fail\",\"failCode\":400,\"failMsg\":\"Inappropriate content detected. Please replace the image or video.\"");
    assertEquals(FailureKind.CONTENT_POLICY, failed("runway").kind());
    market("\"state\":\"success\",\"videoInfo\":{},\"expireFlag\":1");
    assertEquals("expired", failed("runway").code());
  }

  @Test
  void aleph() {
    flag("0", "\"errorCode\":0,\"response\":null");
    assertInstanceOf(Running.class, record("runway-aleph"));
    flag("0", "\"errorCode\":500,\"errorMessage\":\"internal error, please try again later.\"");
    assertEquals(FailureKind.INTERNAL, failed("runway-aleph").kind());
    flag(
        "1",
        "\"response\":{\"resultVideoUrl\":\"https://f/a.mp4\",\"resultImageUrl\":\"https://f/a.png\"}");
    assertEquals(List.of(URI.create("https://f/a.mp4")), succeeded("runway-aleph").urls());
  }

  @Test
  void imagesOfGpt4oAndFluxKontext() {
    flag("0", "\"progress\":\"0.50\"");
    Running running = assertInstanceOf(Running.class, record("gpt4o-image"));
    assertEquals(OptionalDouble.of(0.5), running.progress());
    flag("1", "\"response\":{\"resultUrls\":[\"https://f/1.png\",\"https://f/2.png\"]}");
    assertEquals(2, succeeded("gpt4o-image").urls().size());
    flag(
        "1",
        "\"response\":{\"originImageUrl\":\"https://f/o.png\",\"resultImageUrl\":\"https://f/k.png\"}");
    assertEquals(List.of(URI.create("https://f/k.png")), succeeded("flux-kontext-pro").urls());
  }

  @Test
  void sunoSongsCarryTheirTracks() {
    market("\"status\":\"TEXT_SUCCESS\"");
    assertInstanceOf(Running.class, record("suno/generate"));
    market(
        "\"status\":\"SUCCESS\",\"response\":{\"sunoData\":[{\"id\":\"t1\",\"audioUrl\":\"https://f/1.mp3\",\"title\":\"Sea\"},{\"id\":\"t2\",\"audioUrl\":\"https://f/2.mp3\"}]}");
    Output first = succeeded("suno/song").outputs().get(0);
    assertEquals(Optional.of("t1"), first.track());
    assertEquals(Optional.of("Sea"), first.title());
    market("\"status\":\"SENSITIVE_WORD_ERROR\",\"errorMessage\":null");
    assertEquals(FailureKind.CONTENT_POLICY, failed("suno/generate").kind());
    market("\"status\":\"GENERATE_AUDIO_FAILED\",\"errorCode\":500,\"errorMessage\":\"x\"");
    assertEquals(FailureKind.INTERNAL, failed("suno/generate").kind());
  }

  @Test
  void sunoConversions() {
    market(
        "\"status\":\"SUCCESS\",\"response\":{\"data\":[{\"title\":\"Sea\",\"text\":\"[Verse]\",\"status\":\"complete\"}]}");
    assertEquals(Optional.of("Sea\n\n[Verse]"), succeeded("suno/lyrics").text());
    flag("\"PENDING\"", "\"response\":null");
    assertInstanceOf(Running.class, record("suno/wav"));
    flag("\"SUCCESS\"", "\"response\":{\"audioWavUrl\":\"https://f/1.wav\"}");
    assertEquals(1, succeeded("suno/wav").urls().size());
    flag("\"SUCCESS\"", "\"response\":{\"videoUrl\":\"https://f/1.mp4\"}");
    assertEquals(1, succeeded("suno/mp4").urls().size());
    flag("\"GENERATE_WAV_FAILED\"", "\"errorCode\":500");
    assertEquals(FailureKind.INTERNAL, failed("suno/wav").kind());
    flag(
        "\"SUCCESS\"",
        "\"response\":{\"originUrl\":\"https://f/o.mp3\",\"vocalUrl\":\"https://f/v.mp3\",\"instrumentalUrl\":\"https://f/i.mp3\",\"drumsUrl\":null}");
    assertEquals(2, succeeded("suno/vocal-removal").urls().size());
    flag("1", "\"midiData\":{\"state\":\"complete\",\"instruments\":[]}");
    assertTrue(succeeded("suno/midi").text().orElseThrow().contains("instruments"));
    flag("1", "\"response\":{\"images\":[\"https://f/c.png\"]}");
    assertEquals(1, succeeded("suno/cover-art").urls().size());
  }

  @Test
  void midjourneyAndLuma() {
    flag("1", "\"resultInfoJson\":{\"resultUrls\":[{\"resultUrl\":\"https://f/1.png\"}]}");
    assertEquals(1, succeeded("midjourney").urls().size());
    flag("4", "\"response\":{\"resultUrls\":[\"https://f/l.mp4\"]}");
    assertEquals(1, succeeded("luma-modify").urls().size());
  }

  @Test
  void everyModelHasEndpoints() {
    for (Model model : FILE.catalog().all()) {
      assertTrue(KieApis.knows(model.wire().api()), model::id);
    }
  }

  private void market(String fields) {
    kie.says("{\"code\":200,\"msg\":\"success\",\"data\":{" + fields + "}}");
  }

  private void flag(String flag, String fields) {
    market("\"taskId\":\"5fde\",\"successFlag\":" + flag + "," + fields);
  }

  private TaskRecord record(String id) {
    return Await.get(client.record(model(id), "5fde"));
  }

  private Succeeded succeeded(String id) {
    return assertInstanceOf(Succeeded.class, record(id));
  }

  private Failed failed(String id) {
    return assertInstanceOf(Failed.class, record(id));
  }

  private KieUnavailable outage(String id) {
    return assertThrows(KieUnavailable.class, () -> assertInstanceOf(Failed.class, record(id)));
  }

  private static Model model(String id) {
    return FILE.catalog().find(id).orElseThrow();
  }
}
