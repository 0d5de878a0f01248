package trt.domain.catalog;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All models, in the order of the menu. */
public final class Catalog {
  private final Map<String, Model> models = new LinkedHashMap<>();

  /**
   * @throws IllegalArgumentException when two models share an id
   */
  public Catalog(Collection<Model> models) {
    for (Model model : models) {
      if (this.models.put(model.id(), model) != null) {
        throw new IllegalArgumentException("two models are called " + model.id());
      }
    }
  }

  public Optional<Model> find(String id) {
    return Optional.ofNullable(models.get(id));
  }

  public List<Model> all() {
    return List.copyOf(models.values());
  }

  /** The models of one shelf that start fresh; follow-ups are found by {@link #after(String)}. */
  public List<Model> in(Category category) {
    return models.values().stream()
        .filter(m -> m.category() == category && !m.isFollowUp())
        .toList();
  }

  /** What can be done next with a finished job of that model. */
  public List<Model> after(String modelId) {
    return models.values().stream().filter(m -> m.wire().follows().contains(modelId)).toList();
  }
}
