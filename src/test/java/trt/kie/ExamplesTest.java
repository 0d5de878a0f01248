package trt.kie;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import trt.domain.catalog.Field;
import trt.domain.catalog.InputCheck;
import trt.domain.catalog.Model;
import trt.domain.catalog.Words;

/** Examples of what to write, for every model that is told in words what to make. */
class ExamplesTest {
  private static final CatalogFile FILE = CatalogFile.load();

  @Test
  void everySoldModelThatAsksForADescriptionHasAnExampleItTakesInBothLanguages() {
    List<String> without = new ArrayList<>();
    int looked = 0;
    for (Model model : FILE.catalog().all()) {
      Optional<Field> told =
          model.field("prompt").or(() -> model.field("text")).filter(Field::asked);
      if (told.isPresent() && FILE.prices().containsKey(model.id())) {
        looked++;
        List<Words> examples = FILE.catalog().examples(model, told.get());
        if (examples.isEmpty()) {
          without.add(model.id());
        }
        for (Words words : examples) {
          assertEquals(List.of(), InputCheck.of(told.get(), words.ru()), model.id());
          assertEquals(List.of(), InputCheck.of(told.get(), words.en()), model.id());
          assertTrue(words.ru().matches("(?s).*[а-яё].*"), words.ru());
          assertTrue(!words.en().matches("(?s).*[а-яёА-ЯЁ].*"), words.en());
        }
      }
    }
    assertEquals(List.of(), without);
    assertTrue(looked > 100, "models looked at: " + looked);
  }
}
