package trt.kie;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import trt.domain.catalog.Model;

/** The catalogue against KIE's published lists: nothing forgotten, nothing sent that is refused. */
@ExtendWith(VertxExtension.class)
class PublishedModelsTest {
  private static final CatalogFile FILE = CatalogFile.load();
  private static final PublishedFields PUBLISHED = new PublishedFields();
  private static final URI CALLBACK = URI.create("http://localhost:1/kie/callback/1/1/mac");

  /** Published, and not a model of ours; why. */
  private static final Map<String, String> NOT_SOLD =
      Map.ofEntries(
          Map.entry("util/download-url", "KieClient.downloadUrl"),
          Map.entry("gpt4o-image/download-url", "KieClient.downloadUrl does the same"),
          Map.entry("suno/style", "answers at once, no task: a help while writing, not a product"),
          Map.entry("suno/get-timestamped-lyrics", "answers at once, no task"),
          Map.entry("suno/generate-persona", "answers at once; makes an id for later songs"),
          Map.entry("suno/voice-validate", "first of four steps of one voice clone"),
          Map.entry("suno/voice-regenerate", "second step of a voice clone"),
          Map.entry("suno/voice-generate", "third step of a voice clone"),
          Map.entry("suno/voice-check", "last step of a voice clone"),
          Map.entry("omni/audio", "answers at once, no published price"),
          Map.entry("omni/character", "answers at once, no published price"));

  /** Operations that are no model; why. */
  private static final Map<String, String> NOT_A_MODEL =
      Map.ofEntries(
          Map.entry("POST /api/file-base64-upload", "KieUploads.bytes"),
          Map.entry("POST /api/file-stream-upload", "KieUploads.stream"),
          Map.entry("POST /api/file-url-upload", "KieUploads.fromUrl"),
          Map.entry("GET /api/v1/chat/credit", "KieClient.credits"),
          Map.entry("POST /api/v1/common/download-url", "KieClient.downloadUrl"),
          Map.entry("POST /api/v1/gpt4o-image/download-url", "KieClient.downloadUrl"),
          Map.entry("GET /api/v1/jobs/recordInfo", "KieClient.record"),
          Map.entry("POST /api/v1/style/generate", "answers at once, no task"),
          Map.entry("POST /api/v1/generate/get-timestamped-lyrics", "answers at once, no task"),
          Map.entry("POST /api/v1/generate/generate-persona", "answers at once, no task"),
          Map.entry("POST /api/v1/responses", "chat: streams tokens, no task"),
          Map.entry("POST /codex/v1/responses", "chat"),
          Map.entry("POST /claude/v1/messages", "ClaudeApi: help with the words of an order"));

  @Test
  void everyPublishedModelIsInTheCatalogueOrHasAReason() {
    Set<String> missing = new TreeSet<>(PUBLISHED.models().keySet());
    missing.removeIf(id -> FILE.catalog().find(id).isPresent());

    assertEquals(NOT_SOLD.keySet(), missing);
    assertEquals(204, PUBLISHED.models().size());
  }

  @Test
  void everyModelOfTheMarketIsInTheCatalogue() {
    List<String> market = PublishedFields.lines("market.txt");

    assertEquals(
        List.of(), market.stream().filter(id -> FILE.catalog().find(id).isEmpty()).toList());
    assertEquals(107, market.size());
  }

  @Test
  void everyPublishedOperationIsReachedOrHasAReason() {
    Set<String> reached = new TreeSet<>(NOT_A_MODEL.keySet());
    for (Model model : FILE.catalog().all()) {
      KieApi api = KieApis.of(model);
      JsonObject body = new JsonObject().put("taskId", "t").put("mark", "m");
      reached.add(api.submitMethod() + " " + path(api.submitPath(body)));
      reached.add("GET " + path(api.recordPath("t~m")));
    }

    List<String> left =
        PublishedFields.lines("operations.txt").stream()
            .filter(operation -> !reached.contains(operation))
            .filter(operation -> !operation.contains("/chat/completions"))
            .filter(operation -> !operation.contains(":streamGenerateContent"))
            .toList();

    assertEquals(List.of(), left);
  }

  @Test
  void everyModelOfTheCatalogueIsPublished() {
    List<String> invented =
        FILE.catalog().all().stream()
            .map(Model::id)
            .filter(id -> !PUBLISHED.models().containsKey(id))
            .filter(id -> !Set.of("suno/song", "suno/instrumental").contains(id))
            .toList();

    assertEquals(List.of(), invented);
  }

  @Test
  void nothingIsEverSentThatThePublishedFieldsRefuse(Vertx vertx) {
    AtomicInteger posted = new AtomicInteger();
    List<String> refusals = new ArrayList<>();
    HttpServer strict =
        Await.get(
            vertx
                .createHttpServer()
                .requestHandler(call -> judge(call, posted, refusals))
                .listen(0, "localhost"));
    URI url = URI.create("http://localhost:" + strict.actualPort());
    KieClient client =
        new KieClient(vertx, ScriptedKie.config(url), FILE.schemas(), new SimpleMeterRegistry());

    List<String> unsent = new ArrayList<>();
    for (Model model : FILE.catalog().all()) {
      for (Map<String, Object> inputs : InputSpread.of(model, rules(model))) {
        Submission answer =
            Await.get(client.createTask(model, new JsonObject(inputs), CALLBACK, () -> true));
        if (!(answer instanceof Submission.Accepted)) {
          unsent.add(model.id() + ": " + answer);
        }
      }
    }

    assertEquals(List.of(), refusals);
    assertEquals(List.of(), unsent);
    assertTrue(posted.get() > 2000, "posted " + posted);
  }

  private static List<trt.domain.pricing.PriceRule> rules(Model model) {
    return FILE.prices().getOrDefault(model.id(), List.of());
  }

  private static void judge(HttpServerRequest call, AtomicInteger posted, List<String> refusals) {
    String endpoint = call.method() + " " + call.path();
    call.body()
        .onSuccess(
            buffer -> {
              posted.incrementAndGet();
              JsonObject body = buffer.length() == 0 ? query(call) : buffer.toJsonObject();
              String refusal =
                  PUBLISHED
                      .refusal(endpoint, body)
                      .map(why -> endpoint + " " + body.getValue("model", "") + ": " + why)
                      .orElse("");
              if (!refusal.isEmpty()) {
                refusals.add(refusal);
              }
              int code = refusal.isEmpty() ? 200 : 422;
              JsonObject data = new JsonObject().put("taskId", "t" + posted.get());
              call.response()
                  .end(
                      new JsonObject()
                          .put("code", code)
                          .put("msg", refusal)
                          .put("data", data)
                          .toBuffer())
                  .onComplete(done -> {});
            });
  }

  private static JsonObject query(HttpServerRequest call) {
    JsonObject inputs = new JsonObject();
    call.params()
        .forEach(
            (name, value) ->
                inputs.put(name, name.equals("index") ? Integer.valueOf(value) : value));
    return inputs;
  }

  private static String path(String withQuery) {
    return withQuery.replaceFirst("\\?.*", "");
  }
}
