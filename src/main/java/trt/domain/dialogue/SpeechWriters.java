package trt.domain.dialogue;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import trt.domain.catalog.GivenFile;
import trt.domain.catalog.InputCheck;
import trt.domain.catalog.Kind;
import trt.domain.catalog.Model;

/** The models on the menu that write speech down. */
record SpeechWriters(Shop shop) {
  /** The first that is sold and takes this file; none for a file whose length nobody knows. */
  Optional<Model> of(GivenFile file) {
    return !shop.open() || file.facts().length().isZero()
        ? Optional.empty()
        : shop.shown().stream()
            .flatMap(id -> shop.find(id).stream())
            .filter(model -> model.kind() == Kind.SPEECH_TO_TEXT && shop.prices().sells(model))
            .filter(model -> takes(model, file))
            .findFirst();
  }

  private static boolean takes(Model model, GivenFile file) {
    return InputCheck.of(model, inputs(model, file)).isEmpty()
        && FileOffer.field(model)
            .filter(field -> InputCheck.of(field, file.facts()).isEmpty())
            .isPresent();
  }

  static Map<String, Object> inputs(Model model, GivenFile file) {
    Map<String, Object> inputs = new LinkedHashMap<>();
    FileOffer.field(model).ifPresent(field -> inputs.put(field.name(), file.reference()));
    return inputs;
  }
}
