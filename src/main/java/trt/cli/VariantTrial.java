package trt.cli;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.WebClient;
import java.math.BigDecimal;
import java.net.URI;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import trt.domain.catalog.Field;
import trt.domain.catalog.FieldType;
import trt.domain.catalog.InputCheck;
import trt.domain.catalog.InputProblem;
import trt.domain.catalog.Model;
import trt.domain.catalog.ResultType;
import trt.domain.pricing.PriceList;
import trt.domain.pricing.Quote;
import trt.domain.pricing.Quote.Priced;
import trt.domain.pricing.Tariff;
import trt.domain.pricing.Variants.Variant;
import trt.kie.KieClient;
import trt.kie.Submission;
import trt.kie.TaskRecord;

/** One variant from its inputs to its result. What goes wrong is a line, never a failed future. */
final class VariantTrial {
  private final KieClient client;
  private final WebClient web;
  private final PriceList prices;
  private final URI callbackUrl;
  private final Map<String, String> finished = new ConcurrentHashMap<>();
  private final Map<String, String> accepted = new ConcurrentHashMap<>();

  VariantTrial(Vertx vertx, KieClient client, PriceList prices, URI callbackUrl) {
    this.client = client;
    this.web = WebClient.create(vertx);
    this.prices = prices;
    this.callbackUrl = callbackUrl;
  }

  /** The tasks that must be called back, each with its model. */
  Map<String, String> accepted() {
    return accepted;
  }

  /**
   * @param isOpened whether the files of the result are fetched and looked at, too
   */
  Future<ModelsReport.Line> run(Model model, Variant variant, boolean isOpened) {
    String name = name(model, variant);
    Quote quote = prices.quote(model, variant.inputs(), variant.measures());
    if (!(quote instanceof Priced price)) {
      return Future.succeededFuture(ModelsReport.Line.notSold(model, name));
    }
    return problem(model, variant, price, isOpened)
        .otherwise(failure -> failure.getClass().getSimpleName() + ": " + failure.getMessage())
        .map(problem -> ModelsReport.Line.sold(model, name, price, problem));
  }

  private Future<String> problem(Model model, Variant variant, Priced price, boolean isOpened) {
    List<InputProblem> wrong = InputCheck.of(model, variant.inputs());
    if (!wrong.isEmpty()) {
      return Future.succeededFuture("inputs: " + wrong);
    }
    if (isBelowCost(price, prices.tariff())) {
      return Future.succeededFuture("price: below cost times markup");
    }
    return client
        .createTask(model, inputs(model, variant), callbackUrl, () -> true)
        .compose(
            submission ->
                submission instanceof Submission.Accepted task
                    ? result(model, task.taskId(), isOpened)
                    : Future.succeededFuture("request: " + submission));
  }

  private Future<String> result(Model model, String taskId, boolean isOpened) {
    finished.put(model.id(), taskId);
    if (!model.wire().api().equals("veo/1080p")) {
      accepted.put(taskId, model.id());
    }
    return client
        .record(model, taskId)
        .compose(
            record -> {
              if (!(record instanceof TaskRecord.Succeeded made)) {
                return Future.succeededFuture("result: " + record);
              }
              boolean isText = model.result() == ResultType.TEXT;
              boolean isThere = isText ? made.text().isPresent() : !made.outputs().isEmpty();
              if (!isThere) {
                return Future.succeededFuture("result: no " + model.result() + " in " + made);
              }
              return isOpened && !isText ? opened(model, made.urls()) : Future.succeededFuture("");
            });
  }

  private Future<String> opened(Model model, List<URI> urls) {
    Future<String> all = Future.succeededFuture("");
    for (URI url : urls) {
      all =
          all.compose(
              problem ->
                  problem.isEmpty()
                      ? web.getAbs(url.toString())
                          .send()
                          .map(a -> look(model, url, a.bodyAsBuffer()))
                      : Future.succeededFuture(problem));
    }
    return all;
  }

  private static String look(Model model, URI url, @Nullable Buffer content) {
    ResultType found = FileSigns.type(content == null ? Buffer.buffer() : content);
    return found == model.result() ? "" : "result: " + url + " is no " + model.result();
  }

  private JsonObject inputs(Model model, Variant variant) {
    Map<String, Object> inputs = new HashMap<>(variant.inputs());
    for (Field field : model.fields()) {
      if (field.type() == FieldType.EARLIER_TASK) {
        model.wire().follows().stream()
            .filter(finished::containsKey)
            .findFirst()
            .ifPresent(earlier -> inputs.put(field.name(), finished.get(earlier)));
      }
    }
    return new JsonObject(inputs);
  }

  private static boolean isBelowCost(Priced price, Tariff tariff) {
    BigDecimal cost = price.credits().multiply(tariff.creditPriceUsd()).multiply(tariff.markup());
    BigDecimal paid = BigDecimal.valueOf(price.minorUnits()).multiply(tariff.starPriceUsd());
    BigDecimal due = cost.multiply(BigDecimal.valueOf(tariff.minorPerStar()));
    return price.minorUnits() < 1 || paid.compareTo(due) < 0;
  }

  /** The inputs that decide the price, as they are sent. */
  private String name(Model model, Variant variant) {
    Map<String, Object> all = model.complete(variant.inputs());
    Map<String, String> deciding = new LinkedHashMap<>();
    prices.rulesOf(model).stream()
        .flatMap(rule -> rule.when().keySet().stream())
        .forEach(
            name -> {
              if (name.startsWith("@has:")) {
                boolean isGiven = all.containsKey(name.substring(5));
                deciding.put(name.substring(5), isGiven ? "given" : "none");
              } else if (name.startsWith("@earlier:")) {
                String input = name.substring(9);
                deciding.put("earlier " + input, earlier(variant, input));
              } else if (!name.startsWith("@")) {
                deciding.put(name, String.valueOf(all.get(name)));
              }
            });
    return deciding.toString().replaceAll("[{}]", "");
  }

  private static String earlier(Variant variant, String input) {
    return String.valueOf(variant.measures().earlier().get(input));
  }
}
