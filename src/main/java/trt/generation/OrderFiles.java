package trt.generation;

import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import trt.domain.catalog.Catalog;
import trt.domain.catalog.Field;
import trt.domain.catalog.GivenFile;
import trt.domain.catalog.Model;
import trt.domain.pricing.PriceList;
import trt.postgres.JobStore;

/** The files of an order that are still at Telegram. */
final class OrderFiles {
  private final Catalog catalog;

  OrderFiles(Catalog catalog) {
    this.catalog = catalog;
  }

  /** Whether orders of the model can have any. */
  boolean possible(String model) {
    return catalog.find(model).stream()
        .flatMap(m -> m.fields().stream())
        .anyMatch(field -> field.type().isMedia());
  }

  /** Each file once, in the order of the fields. */
  List<GivenFile> of(JobStore.Order order) {
    return fields(order.model()).stream().flatMap(field -> files(order, field)).distinct().toList();
  }

  /** Those whose length the price is worked out from. */
  Set<GivenFile> priced(JobStore.Order order, PriceList prices) {
    return fields(order.model()).stream()
        .filter(field -> prices.countsLength(order.model(), field.name()))
        .flatMap(field -> files(order, field))
        .collect(Collectors.toSet());
  }

  private static Stream<GivenFile> files(JobStore.Order order, Field field) {
    return Optional.ofNullable(order.input().getMap().get(field.name())).stream()
        .flatMap(value -> GivenFile.all(value).stream());
  }

  /**
   * The inputs with KIE's addresses in the place of references; empty while an address is missing.
   */
  Optional<JsonObject> resolved(JobStore.Order order, Map<String, String> urls) {
    if (of(order).stream().anyMatch(file -> !urls.containsKey(file.reference()))) {
      return Optional.empty();
    }
    Map<String, Object> inputs = new LinkedHashMap<>(order.input().getMap());
    for (Field field : fields(order.model())) {
      inputs.computeIfPresent(field.name(), (name, value) -> resolved(value, urls));
    }
    return Optional.of(new JsonObject(inputs));
  }

  private static Object resolved(Object value, Map<String, String> urls) {
    if (value instanceof List<?> list) {
      List<Object> all = new ArrayList<>();
      list.forEach(one -> all.add(urls.getOrDefault(one.toString(), one.toString())));
      return all;
    }
    return urls.getOrDefault(value.toString(), value.toString());
  }

  private List<Field> fields(String model) {
    return catalog
        .find(model)
        .map(Model::fields)
        .map(all -> all.stream().filter(field -> field.type().isMedia()).toList())
        .orElse(List.of());
  }
}
