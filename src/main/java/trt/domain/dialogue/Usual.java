package trt.domain.dialogue;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import trt.domain.catalog.Field;
import trt.domain.catalog.FieldType;
import trt.domain.catalog.InputCheck;
import trt.domain.catalog.Model;

/** Which values of an order say how, not what, and which are the usual ones of a person. */
final class Usual {
  private Usual() {}

  /** Whether a value may become a person's usual one: choices, switches and numbers. */
  static boolean isKept(Field field) {
    return field.isChoice()
        || field.type() == FieldType.FLAG
        || field.type() == FieldType.INTEGER
        || field.type() == FieldType.NUMBER;
  }

  /** Whether a field is not asked for and may be set: what the model is always given may not. */
  static boolean isSetting(Model model, Field field) {
    boolean simple =
        isKept(field) || field.type() == FieldType.TEXT || field.type() == FieldType.TEXT_LIST;
    return !field.asked() && simple && !model.wire().fixed().containsKey(field.name());
  }

  /** A person's usual values of a model, as far as it still takes them. */
  static Map<String, Object> known(Scene scene, Model model) {
    Map<String, Object> known = new LinkedHashMap<>(scene.taste().preset(model.id()));
    known
        .entrySet()
        .removeIf(
            value ->
                model
                    .field(value.getKey())
                    .filter(Usual::isKept)
                    .filter(field -> InputCheck.of(field, value.getValue()).isEmpty())
                    .isEmpty());
    return known;
  }

  /** Where a model wants to be told in words what to make. */
  static Optional<Field> description(Model model) {
    return model
        .field("prompt")
        .or(() -> model.field("text"))
        .filter(field -> field.asked() && OrderTopic.isTyped(field));
  }

  /** Those values of an order that may become usual ones. */
  static Map<String, Object> of(Model model, Map<String, Object> inputs) {
    Map<String, Object> kept = new LinkedHashMap<>();
    for (Field field : model.fields()) {
      Object value = inputs.get(field.name());
      if (value != null && isKept(field)) {
        kept.put(field.name(), value);
      }
    }
    return kept;
  }
}
