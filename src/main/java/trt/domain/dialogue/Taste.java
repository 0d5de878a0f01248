package trt.domain.dialogue;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a person likes to work with.
 *
 * @param liked ids of models they marked, newest mark first
 * @param recent ids of models they used, last one first
 * @param presets their usual values, by model id
 */
public record Taste(
    List<String> liked, List<String> recent, Map<String, Map<String, Object>> presets) {
  /** Somebody who has done nothing yet. */
  public static final Taste NONE = new Taste(List.of(), List.of(), Map.of());

  /** Copies everything. */
  public Taste {
    liked = List.copyOf(liked);
    recent = List.copyOf(recent);
    presets = Map.copyOf(presets);
  }

  boolean likes(String model) {
    return liked.contains(model);
  }

  /** The usual values of a model, empty when there are none. */
  Map<String, Object> preset(String model) {
    return presets.getOrDefault(model, Map.of());
  }

  /** The same person with a model marked, or not any more. */
  Taste liking(String model, boolean on) {
    List<String> others = new ArrayList<>(liked);
    others.remove(model);
    if (on) {
      others.add(0, model);
    }
    return new Taste(others, recent, presets);
  }

  /** The same person with other usual values of a model; empty ones are forgotten. */
  Taste keeping(String model, Map<String, Object> values) {
    Map<String, Map<String, Object>> all = new LinkedHashMap<>(presets);
    all.remove(model);
    if (!values.isEmpty()) {
      all.put(model, values);
    }
    return new Taste(liked, recent, all);
  }
}
