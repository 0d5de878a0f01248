package trt.domain.catalog;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All models, in the order of the menu. */
public final class Catalog {
  private final Map<String, Model> models = new LinkedHashMap<>();
  private final Map<String, Model> helpers = new LinkedHashMap<>();
  private final Examples examples;

  /**
   * @throws IllegalArgumentException when two models share an id
   */
  public Catalog(Collection<Model> models) {
    this(models, List.of(), Examples.NONE);
  }

  /**
   * The same with examples, and with models that only help with orders: they are found, and never
   * listed.
   *
   * @throws IllegalArgumentException when two models share an id
   */
  public Catalog(Collection<Model> models, Collection<Model> helpers, Examples examples) {
    this.examples = examples;
    for (Model model : models) {
      if (this.models.put(model.id(), model) != null) {
        throw new IllegalArgumentException("two models are called " + model.id());
      }
    }
    for (Model helper : helpers) {
      if (find(helper.id()).isPresent()) {
        throw new IllegalArgumentException("two models are called " + helper.id());
      }
      this.helpers.put(helper.id(), helper);
    }
  }

  /** Descriptions that fit a model and its field. */
  public List<Words> examples(Model model, Field field) {
    return examples.of(model, field);
  }

  /** A model, also one that only helps. */
  public Optional<Model> find(String id) {
    Model model = models.get(id);
    return Optional.ofNullable(model == null ? helpers.get(id) : model);
  }

  /** A model that only helps, of that kind. */
  public Optional<Model> helper(Kind kind) {
    return helpers.values().stream().filter(model -> model.kind() == kind).findFirst();
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
