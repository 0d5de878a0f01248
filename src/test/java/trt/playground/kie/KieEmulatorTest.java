package trt.playground.kie;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import io.vertx.junit5.VertxExtension;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(VertxExtension.class)
class KieEmulatorTest {
  private final BlockingQueue<JsonObject> calls = new LinkedBlockingQueue<>();
  private volatile Instant now = Instant.parse("2026-11-23T12:00:00Z");
  private final InstantSource clock = () -> now;
  private Vertx vertx;
  private WebClient web;
  private KieEmulator emulator;
  private String base;
  private String callback;

  @BeforeEach
  void start(Vertx vertx) {
    this.vertx = vertx;
    web = WebClient.create(vertx);
    var listener =
        vertx
            .createHttpServer()
            .requestHandler(
                r ->
                    r.body()
                        .onSuccess(
                            body -> {
                              calls.add(body.toJsonObject().put("path", r.path()));
                              r.response().end().onComplete(x -> {});
                            }));
    callback = "http://localhost:" + get(listener.listen(0)).actualPort() + "/cb/1/mac";
    run(new EmulatorOptions(1, Optional.empty(), 1000, true));
  }

  private void run(EmulatorOptions options) {
    emulator = new KieEmulator(vertx, options, clock);
    base = "http://localhost:" + get(emulator.start(0));
  }

  @Test
  void aTaskWaitsWorksAndSucceedsAsTimePasses() {
    String id = picture("a lighthouse");

    assertEquals("waiting", record(id).getString("state"));
    assertEquals("", record(id).getString("resultJson"));
    now = now.plusSeconds(6);
    assertEquals("generating", record(id).getString("state"));
    now = now.plus(Duration.ofMinutes(5));
    JsonObject done = record(id);
    assertEquals("success", done.getString("state"));
    JsonObject param = new JsonObject(done.getString("param"));
    assertEquals(callback, param.getString("callBackUrl"));
    assertEquals("a lighthouse", new JsonObject(param.getString("input")).getString("prompt"));
  }

  @Test
  void theResultIsARealPictureOfTheAskedShape() throws IOException {
    String id =
        task(market("z-image", new JsonObject().put("prompt", "море").put("aspect_ratio", "16:9")));
    get(emulator.control().finish(id));

    HttpResponse<Buffer> file = get(web.getAbs(urls(id).getString(0)).send());

    assertEquals("image/png", file.getHeader("Content-Type"));
    BufferedImage image = ImageIO.read(new ByteArrayInputStream(bytes(urls(id).getString(0))));
    assertEquals(1024, image.getWidth());
    assertEquals(576, image.getHeight());
    assertArrayEquals(bytes(urls(id).getString(0)), bytes(urls(id).getString(0)));
  }

  @Test
  void soundAndFilmAreRealToo() {
    for (List<String> kind :
        List.of(
            List.of("elevenlabs/audio-isolation", "audio_url", "audio/mpeg"),
            List.of("topaz/video-upscale", "video_url", "video/mp4"))) {
      JsonObject input = new JsonObject().put(kind.get(1), "https://x/a");
      String id = task(market(kind.get(0), input));
      get(emulator.control().finish(id));
      HttpResponse<Buffer> file = get(web.getAbs(urls(id).getString(0)).send());
      assertEquals(kind.get(2), file.getHeader("Content-Type"));
      assertTrue(bytes(urls(id).getString(0)).length > 10_000);
    }
  }

  @Test
  void callsBackWhenATaskIsOver() throws InterruptedException {
    String id = picture("x");
    get(emulator.control().finish(id));

    JsonObject call = calls.poll(5, TimeUnit.SECONDS);

    assertNotNull(call);
    assertEquals("/cb/1/mac", call.getString("path"));
    assertEquals(200, call.getInteger("code"));
    assertEquals(id, call.getJsonObject("data").getString("taskId"));
  }

  @Test
  void duplicatesAndForgesCallbacksOnDemand() throws InterruptedException {
    faults("callbacks", "forged");
    String id = picture("x");
    assertEquals("success", next().getJsonObject("data").getString("state"));
    assertEquals("success", next().getJsonObject("data").getString("state"));
    assertEquals("waiting", record(id).getString("state"));

    faults("callbacks", "duplicate");
    get(emulator.control().finish(id));
    assertEquals(next().getJsonObject("data"), next().getJsonObject("data"));
    assertNotNull(next());
  }

  @Test
  void failsAsThePromptAsks() {
    String id = picture("boom [fail:422]");
    double before = emulator.control().credits();
    get(emulator.control().finish(id));

    assertEquals("fail", record(id).getString("state"));
    assertEquals("422", record(id).getString("failCode"));
    assertTrue(emulator.control().credits() > before, "the credits come back");
    assertEquals(
        "Content moderation check failed: sexual",
        post(market("z-image", prompt("[refuse]").put("aspect_ratio", "1:1"))).getString("msg"));
    String never = picture("[never]");
    now = now.plus(Duration.ofDays(30));
    assertEquals("generating", record(never).getString("state"));
  }

  @Test
  void aLostAnswerLeavesATask() {
    assertThrows(Exception.class, () -> assertNotNull(picture("[lost-answer]")));

    KieControl.TaskView lost = emulator.control().tasks().get(0);
    assertEquals(callback, lost.callBackUrl());
  }

  @Test
  void refusesWhatThePublishedSchemaRefuses() {
    JsonObject wide = prompt("x").put("aspect_ratio", "5:1");
    assertEquals(
        "aspect_ratio is not within the range of allowed options",
        post(market("z-image", wide)).getString("msg"));
    assertEquals("prompt is required", post(market("z-image", new JsonObject())).getString("msg"));
    assertEquals(
        "colour is not a parameter of this model",
        post(market("z-image", prompt("x").put("aspect_ratio", "1:1").put("colour", "red")))
            .getString("msg"));
    assertEquals(422, post(market("no/such", prompt("x"))).getInteger("code"));
  }

  @Test
  void takesTwentyTasksInTenSeconds() {
    for (int i = 0; i < 20; i++) {
      assertNotNull(picture("x"));
    }
    JsonObject input = prompt("x").put("aspect_ratio", "1:1");
    assertEquals(429, post(market("z-image", input)).getInteger("code"));
    now = now.plusSeconds(11);
    assertEquals(200, post(market("z-image", input)).getInteger("code"));
  }

  @Test
  void theAccountRunsDry() {
    get(emulator.control().setCredits(1));
    assertNotNull(picture("x"));

    JsonObject input = prompt("x").put("aspect_ratio", "1:1");
    assertEquals(402, post(market("z-image", input)).getInteger("code"));
    HttpResponse<Buffer> credit =
        get(web.getAbs(base + "/api/v1/chat/credit").bearerTokenAuthentication("k").send());
    assertEquals(0.2, json(credit).getDouble("data"), 1e-9);
  }

  @Test
  void tasksOutliveTheProcess(@TempDir Path folder) throws InterruptedException {
    run(new EmulatorOptions(1, Optional.of(folder), 1000, true));
    String id = picture("x");

    now = now.plusSeconds(3600);
    run(new EmulatorOptions(1, Optional.of(folder), 1000, true));

    assertEquals("success", record(id).getString("state"));
    assertEquals(id, next().getJsonObject("data").getString("taskId"));
    assertEquals(999.2, emulator.control().credits(), 1e-9);
  }

  @Test
  void breaksAnswersOnDemandAsOftenAsAsked() {
    emulator
        .control()
        .breakThings(new JsonObject().put("create", "html-502").put("createTimes", 1));
    JsonObject input = prompt("x").put("aspect_ratio", "1:1");
    HttpResponse<Buffer> broken = get(create(market("z-image", input)));
    assertEquals(502, broken.statusCode());
    assertEquals(200, post(market("z-image", input)).getInteger("code"));
  }

  @Test
  void keepsUploadsAndServesThem() {
    JsonObject body =
        new JsonObject()
            .put("base64Data", "data:text/plain;base64,YWJj")
            .put("uploadPath", "t")
            .put("fileName", "a.txt");
    HttpResponse<Buffer> answer =
        get(
            web.postAbs(base + "/api/file-base64-upload")
                .bearerTokenAuthentication("k")
                .sendJsonObject(body));
    String url = json(answer).getJsonObject("data").getString("downloadUrl");

    assertEquals("abc", new String(bytes(url), StandardCharsets.UTF_8));
  }

  @Test
  void aMissingKeyIsTold() {
    HttpResponse<Buffer> answer = get(web.getAbs(base + "/api/v1/chat/credit").send());

    assertEquals(200, answer.statusCode());
    assertEquals(401, json(answer).getInteger("code"));
  }

  private JsonObject next() throws InterruptedException {
    JsonObject call = calls.poll(5, TimeUnit.SECONDS);
    assertNotNull(call, "no callback came");
    return call;
  }

  private void faults(String name, String value) {
    JsonObject change = new JsonObject().put(name, value);
    assertEquals(
        200, get(web.postAbs(base + "/emulator/faults").sendJsonObject(change)).statusCode());
  }

  private String picture(String prompt) {
    return task(market("z-image", prompt(prompt).put("aspect_ratio", "1:1")));
  }

  private static JsonObject prompt(String text) {
    return new JsonObject().put("prompt", text);
  }

  private JsonObject market(String model, JsonObject input) {
    return new JsonObject().put("model", model).put("callBackUrl", callback).put("input", input);
  }

  private String task(JsonObject body) {
    JsonObject answer = post(body);
    assertEquals(200, answer.getInteger("code"), answer::encode);
    return answer.getJsonObject("data").getString("taskId");
  }

  private JsonObject post(JsonObject body) {
    return json(get(create(body)));
  }

  private Future<HttpResponse<Buffer>> create(JsonObject body) {
    return web.postAbs(base + "/api/v1/jobs/createTask")
        .bearerTokenAuthentication("k")
        .sendJsonObject(body);
  }

  private JsonObject record(String id) {
    HttpResponse<Buffer> answer =
        get(
            web.getAbs(base + "/api/v1/jobs/recordInfo?taskId=" + id)
                .bearerTokenAuthentication("k")
                .send());
    return json(answer).getJsonObject("data");
  }

  private byte[] bytes(String url) {
    Buffer body = get(web.getAbs(url).send()).body();
    assertNotNull(body);
    return body.getBytes();
  }

  private static JsonObject json(HttpResponse<Buffer> answer) {
    return new JsonObject(String.valueOf(answer.bodyAsString()));
  }

  private JsonArray urls(String id) {
    return new JsonObject(record(id).getString("resultJson")).getJsonArray("resultUrls");
  }

  private static <T> T get(Future<T> future) {
    try {
      return future.await(10, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw new AssertionError("no answer within ten seconds", e);
    }
  }
}
