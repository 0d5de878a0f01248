package trt.playground.kie;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import trt.config.KieConfig;
import trt.config.Secret;
import trt.domain.catalog.Field;
import trt.domain.catalog.FieldType;
import trt.domain.catalog.Model;
import trt.domain.catalog.ResultType;
import trt.domain.pricing.PriceList;
import trt.domain.pricing.Quote.Priced;
import trt.domain.pricing.Tariff;
import trt.domain.pricing.Variants;
import trt.domain.pricing.Variants.Variant;
import trt.kie.CatalogFile;
import trt.kie.KieClient;
import trt.kie.Submission;
import trt.kie.Submission.Accepted;
import trt.kie.TaskRecord;
import trt.kie.TaskRecord.Succeeded;

/** Every sellable variant of every model through the strict emulator: accepted, made, readable. */
@ExtendWith(VertxExtension.class)
class EveryModelTest {
  private static final CatalogFile FILE = CatalogFile.load();
  private static final PriceList PRICES =
      new PriceList(
          FILE.prices(),
          new Tariff(new BigDecimal("0.005"), BigDecimal.ONE, new BigDecimal("0.013"), 100));
  private static final URI CALLBACK = URI.create("http://localhost:1/kie/callback/1/1/mac");

  private final Map<String, String> finished = new HashMap<>();

  @Test
  void everySellableVariantIsMade(Vertx vertx) {
    EmulatorOptions options = new EmulatorOptions(0, Optional.empty(), 1e9, false);
    KieEmulator emulator = new KieEmulator(vertx, options, InstantSource.system());
    emulator.control().breakThings(new JsonObject().put("callbacks", "none"));
    URI url = URI.create("http://localhost:" + get(emulator.start(0)));
    KieClient client = new KieClient(vertx, config(url), FILE.schemas(), new SimpleMeterRegistry());

    int variants = 0;
    List<String> failures = new ArrayList<>();
    List<Model> ordered = new ArrayList<>(FILE.catalog().all());
    ordered.sort((a, b) -> Boolean.compare(a.isFollowUp(), b.isFollowUp()));
    for (Model model : ordered) {
      for (Variant variant : sellable(model)) {
        variants++;
        problem(client, model, variant).ifPresent(p -> failures.add(model.id() + ": " + p));
      }
    }

    assertEquals(List.of(), failures);
    assertTrue(variants > 400, "variants " + variants);
    assertFalse(emulator.control().tasks().isEmpty());
    get(emulator.stop());
  }

  private static List<Variant> sellable(Model model) {
    return Variants.of(model, PRICES.rulesOf(model)).stream()
        .filter(v -> PRICES.quote(model, v.inputs(), v.measures()) instanceof Priced)
        .toList();
  }

  private Optional<String> problem(KieClient client, Model model, Variant variant) {
    Map<String, Object> inputs = new HashMap<>(variant.inputs());
    for (Field field : model.fields()) {
      if (field.type() == FieldType.EARLIER_TASK) {
        inputs.put(field.name(), finished.get(model.wire().follows().get(0)));
      }
    }
    Submission submission =
        get(client.createTask(model, new JsonObject(inputs), CALLBACK, () -> true));
    if (!(submission instanceof Accepted accepted)) {
      return Optional.of(submission.toString());
    }
    finished.put(model.id(), accepted.taskId());
    TaskRecord record = get(client.record(model, accepted.taskId()));
    if (!(record instanceof Succeeded made)) {
      return Optional.of(record.toString());
    }
    boolean isText = model.result() == ResultType.TEXT;
    boolean fits = isText ? made.text().isPresent() : !made.outputs().isEmpty();
    return fits ? Optional.empty() : Optional.of("wrong type of result: " + made);
  }

  private static KieConfig config(URI url) {
    Duration wait = Duration.ofSeconds(5);
    return new KieConfig(url, url, Secret.of("key"), wait, wait, 18, 5, wait, wait, 8);
  }

  private static <T> T get(Future<T> future) {
    try {
      return future.await(10, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw new AssertionError("no answer within ten seconds", e);
    }
  }
}
