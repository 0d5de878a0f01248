package trt.playground.kie;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import trt.config.KieConfig;
import trt.config.Secret;
import trt.domain.catalog.Field;
import trt.domain.catalog.FieldType;
import trt.domain.catalog.Model;
import trt.domain.pricing.Variants;
import trt.kie.CatalogFile;
import trt.kie.FailureKind;
import trt.kie.KieClient;
import trt.kie.Submission;
import trt.kie.Submission.Accepted;
import trt.kie.TaskRecord;
import trt.kie.TaskRecord.Failed;

/**
 * Words in square brackets in a prompt, through every family of endpoints, as the bot sees them.
 */
@ExtendWith(VertxExtension.class)
class WishesTest {
  private static final CatalogFile FILE = CatalogFile.load();
  private static final URI CALLBACK = URI.create("http://localhost:1/kie/callback/1/1/mac");

  private KieEmulator emulator;
  private KieClient client;

  @BeforeEach
  void start(Vertx vertx) {
    EmulatorOptions options = new EmulatorOptions(0, Optional.empty(), 1e9, false);
    emulator = new KieEmulator(vertx, options, Clock.systemUTC());
    emulator.control().breakThings(new JsonObject().put("callbacks", "none"));
    URI url = URI.create("http://localhost:" + get(emulator.start(0)));
    Duration wait = Duration.ofSeconds(5);
    KieConfig config =
        new KieConfig(url, url, Secret.of("key"), wait, wait, 18, 1000, wait, wait, 8);
    client = new KieClient(vertx, config, FILE.schemas(), new SimpleMeterRegistry());
  }

  @AfterEach
  void stop() {
    get(emulator.stop());
  }

  @Test
  void everyFamilyFailsWithTheCodeThatWasAskedFor() {
    Map<String, FailureKind> wishes =
        Map.of(
            "[fail]", FailureKind.INTERNAL,
            "[fail:501]", FailureKind.INTERNAL,
            "[fail:408]", FailureKind.INTERNAL,
            "[fail:422]", FailureKind.CONTENT_POLICY,
            "[fail:451]", FailureKind.BAD_MEDIA);
    Set<String> families = new HashSet<>();
    for (Model model : FILE.catalog().all()) {
      Optional<Field> words = words(model);
      if (words.isPresent() && !model.isFollowUp() && families.add(model.wire().api())) {
        wishes.forEach(
            (wish, kind) -> {
              double before = emulator.control().credits();
              Failed failed =
                  assertInstanceOf(Failed.class, made(model, words.get(), wish), model.id() + wish);
              assertEquals(kind, failed.kind(), model.id() + wish);
              assertEquals(before, emulator.control().credits(), 1e-6, "nothing is kept for it");
            });
      }
    }
    assertTrue(families.size() >= 14, "families " + families);
  }

  @Test
  void aRefusalForItsContentIsCertainAndIsNotOurMistake() {
    for (String id : List.of("z-image", "veo3", "suno/song", "runway", "gpt4o-image")) {
      Model model = FILE.catalog().find(id).orElseThrow();
      Submission answer = create(model, model.field("prompt").orElseThrow(), "[refuse]");
      assertEquals(
          FailureKind.CONTENT_POLICY,
          assertInstanceOf(Submission.Refused.class, answer, id).kind(),
          id);
    }
  }

  @Test
  void aLostAnswerIsUnclearAndTheTaskNamesItsAttempt() {
    Model model = FILE.catalog().find("z-image").orElseThrow();

    Submission answer = create(model, words(model).orElseThrow(), "[lost-answer]");

    assertInstanceOf(Submission.Unclear.class, answer);
    String id = emulator.control().tasks().get(0).id();
    TaskRecord record = get(client.record(model, id));
    assertEquals(Optional.of(CALLBACK.toString()), record.echo().callBackUrl());
  }

  private TaskRecord made(Model model, Field words, String wish) {
    Submission answer = create(model, words, wish);
    String task = assertInstanceOf(Accepted.class, answer, model.id() + " " + answer).taskId();
    return get(client.record(model, task));
  }

  private Submission create(Model model, Field words, String wish) {
    Map<String, Object> inputs =
        new HashMap<>(
            Variants.of(model, FILE.prices().getOrDefault(model.id(), List.of())).get(0).inputs());
    inputs.put(words.name(), "A boat " + wish);
    return get(client.createTask(model, new JsonObject(inputs), CALLBACK, () -> true));
  }

  private static Optional<Field> words(Model model) {
    return model.fields().stream()
        .filter(f -> f.type() == FieldType.TEXT && !f.isChoice() && f.required() && f.asked())
        .findFirst();
  }

  private static <T> T get(Future<T> future) {
    try {
      return future.await(10, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw new AssertionError("no answer within ten seconds", e);
    }
  }
}
