package trt.domain.dialogue;

import java.util.LinkedHashMap;
import java.util.Map;
import trt.domain.catalog.Field;
import trt.domain.catalog.FieldType;
import trt.domain.catalog.Model;

/** Which values of an order are settings: they say how, not what. */
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
