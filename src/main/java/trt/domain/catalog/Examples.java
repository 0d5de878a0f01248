package trt.domain.catalog;

import java.util.List;
import java.util.Map;

/**
 * Descriptions that fit a model, for those who do not know what to write.
 *
 * @param byKind for all models of a kind
 * @param byModel instead of those, by model id
 */
public record Examples(Map<Kind, List<Words>> byKind, Map<String, List<Words>> byModel) {
  /** None at all. */
  public static final Examples NONE = new Examples(Map.of(), Map.of());

  /** Copies the maps. */
  public Examples {
    byKind = Map.copyOf(byKind);
    byModel = Map.copyOf(byModel);
  }

  /** Those that the field of the model takes, in every language. */
  public List<Words> of(Model model, Field field) {
    return byModel.getOrDefault(model.id(), byKind.getOrDefault(model.kind(), List.of())).stream()
        .filter(words -> InputCheck.of(field, words.ru()).isEmpty())
        .filter(words -> InputCheck.of(field, words.en()).isEmpty())
        .toList();
  }
}
