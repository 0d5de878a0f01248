package trt.kie;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.net.URI;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import trt.domain.catalog.Model;
import trt.kie.Submission.Accepted;
import trt.kie.Submission.Refused;
import trt.kie.Submission.Unclear;

/** What is certain after a create call, for every way in which it can end. */
@ExtendWith(VertxExtension.class)
class CreateTaskTest {
  private static final CatalogFile FILE = CatalogFile.load();
  private static final Model MODEL = FILE.catalog().find("z-image").orElseThrow();
  private static final JsonObject INPUTS = new JsonObject().put("prompt", "a lighthouse");
  private static final URI CALLBACK = URI.create("https://bot.example/kie/callback/7/1/mac");
  private static final String ACCEPTED =
      "{\"code\":200,\"msg\":\"success\",\"data\":{\"taskId\":\"5fde\",\"recordId\":\"5fde\"}}";

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private ScriptedKie kie;
  private KieClient client;

  @BeforeEach
  void start(Vertx vertx) {
    kie = new ScriptedKie(vertx);
    client = new KieClient(vertx, kie.config(), FILE.schemas(), registry);
  }

  @Test
  void sendsModelInputsAndCallbackWithTheKey() {
    kie.says(ACCEPTED);

    assertEquals(new Accepted("5fde"), create());

    assertEquals("POST /api/v1/jobs/createTask", kie.lastPath());
    assertEquals("Bearer test-key", kie.authorizations.get(0));
    assertEquals(
        new JsonObject()
            .put("model", "z-image")
            .put("callBackUrl", CALLBACK.toString())
            .put(
                "input",
                new JsonObject()
                    .put("prompt", "a lighthouse")
                    .put("aspect_ratio", "1:1")
                    .put("nsfw_checker", true)),
        kie.lastBody());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          401 | Unauthorized – Authentication failed. | BAD_KEY
          402 | Insufficient credits | NO_CREDITS
          500 | Credits insufficient | NO_CREDITS
          433 | The current number of points used by apiKey has exceeded the daily limit | NO_CREDITS
          422 | The model name you specified is not supported. | BAD_INPUT
          422 | Content moderation check failed: sexual | CONTENT_POLICY
          400 | Your content was flagged by OpenAI as violating content policies | CONTENT_POLICY
          500 | aspect_ratio is not within the range of allowed options | BAD_INPUT
          500 | The text length cannot exceed the maximum limit | BAD_INPUT
          500 | File type not supported | BAD_INPUT
          451 | Failed to fetch the image. Kindly verify any access limits | BAD_MEDIA
          429 | Your call frequency is too high. Please try again later. | RATE_LIMITED
          455 | Service unavailable | MAINTENANCE
          500 | The server is currently being maintained, please try again later~ | MAINTENANCE
          """)
  void aCodeInsideA200IsACertainRefusal(int code, String message, FailureKind kind) {
    kie.says(new JsonObject().put("code", code).put("msg", message).putNull("data").encode());

    assertEquals(new Refused(kind, code, message), create());
  }

  @ParameterizedTest
  @CsvSource({"401,BAD_KEY", "403,BAD_KEY", "402,NO_CREDITS", "429,RATE_LIMITED", "404,BAD_INPUT"})
  void aBareClientErrorIsACertainRefusal(int status, FailureKind kind) {
    kie.says(status, "<html>no</html>");

    assertEquals(kind, assertInstanceOf(Refused.class, create()).kind());
  }

  @Test
  void everythingElseIsUnclear() {
    kie.says(502, "<html><title>Bad gateway</title></html>");
    assertInstanceOf(Unclear.class, create());
    kie.says(200, "{\"code\":200,\"msg\":\"succ");
    assertInstanceOf(Unclear.class, create());
    kie.says(200, "{\"code\":200,\"msg\":\"success\"}");
    assertInstanceOf(Unclear.class, create());
    kie.says("{\"code\":500,\"msg\":\"Server exception, please try again later\",\"data\":null}");
    assertInstanceOf(Unclear.class, create());
  }

  @Test
  void anAnswerThatIsCutOffLateOrAbsentIsUnclear() {
    kie.cutsOff("{\"code\":2");
    assertInstanceOf(Unclear.class, create());
    kie.hangsUp();
    assertInstanceOf(Unclear.class, create());
    kie.staysSilent();
    assertInstanceOf(Unclear.class, create());
    assertEquals(3, kie.paths.size(), "nothing is ever sent twice");
  }

  @Test
  void withoutAConnectionNothingWasCreated(Vertx vertx) {
    for (String url : new String[] {"http://localhost:1", "http://no-such-host.invalid"}) {
      KieClient nowhere =
          new KieClient(vertx, ScriptedKie.config(URI.create(url)), FILE.schemas(), registry);

      Submission result = Await.get(nowhere.createTask(MODEL, INPUTS, CALLBACK, () -> true));

      assertEquals(FailureKind.UNREACHABLE, assertInstanceOf(Refused.class, result).kind());
    }
  }

  @Test
  void aFailedHandshakeCreatedNothing(Vertx vertx) {
    URI plain = URI.create(kie.config().apiUrl().toString().replace("http:", "https:"));
    KieClient tls = new KieClient(vertx, ScriptedKie.config(plain), FILE.schemas(), registry);

    Submission result = Await.get(tls.createTask(MODEL, INPUTS, CALLBACK, () -> true));

    assertEquals(FailureKind.UNREACHABLE, assertInstanceOf(Refused.class, result).kind());
  }

  @Test
  void inputsThatBreakThePublishedSchemaAreNeverSent() {
    Submission result =
        Await.get(
            client.createTask(
                MODEL, INPUTS.copy().put("aspect_ratio", "5:1"), CALLBACK, () -> true));

    assertEquals(FailureKind.BAD_INPUT, assertInstanceOf(Refused.class, result).kind());
    assertTrue(kie.paths.isEmpty());
  }

  @Test
  void fiveUnclearAnswersPauseCreatingAndOneGoodOneResumesIt() {
    for (int i = 0; i < 5; i++) {
      kie.says(502, "bad");
      kie.says(ACCEPTED);
    }
    for (int i = 0; i < 9; i++) {
      assertTrue(create() instanceof Unclear == (i % 2 == 0));
    }
    waitForBreaker(1.0);
    assertEquals(FailureKind.UNREACHABLE, assertInstanceOf(Refused.class, create()).kind());
    assertEquals(9, kie.paths.size());

    Submission result = create();
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(5);
    while (result instanceof Refused && System.nanoTime() < deadline) {
      result = create();
    }
    assertInstanceOf(Accepted.class, result);
    waitForBreaker(0.0);
  }

  @Test
  void countsCallsByOutcome() {
    kie.says(ACCEPTED);
    assertInstanceOf(Accepted.class, create());

    assertEquals(
        1,
        registry
            .get("trt.kie.calls")
            .tags("operation", "create", "outcome", "accepted")
            .counter()
            .count());
    assertEquals(1, registry.get("trt.kie.call").tags("operation", "create").timer().count());
  }

  private void waitForBreaker(double state) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(5);
    while (registry.get("trt.kie.breaker.state").gauge().value() != state) {
      assertTrue(System.nanoTime() < deadline, "the breaker does not reach " + state);
      Thread.onSpinWait();
    }
  }

  private Submission create() {
    return Await.get(client.createTask(MODEL, INPUTS, CALLBACK, () -> true));
  }
}
