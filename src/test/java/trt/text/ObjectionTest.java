package trt.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import trt.domain.catalog.Catalog;
import trt.domain.catalog.Field;
import trt.domain.catalog.FieldType;
import trt.domain.catalog.InputCheck;
import trt.domain.catalog.InputProblem;
import trt.domain.catalog.InputProblem.Violation;
import trt.domain.catalog.MediaFacts;
import trt.domain.catalog.Medium;
import trt.domain.catalog.Model;
import trt.domain.dialogue.Objection;
import trt.domain.pricing.Variants;
import trt.kie.CatalogFile;

/** What is wrong with an order, in the user's words. */
class ObjectionTest {
  private static final CatalogFile FILE = CatalogFile.load();
  private static final Catalog CATALOG = FILE.catalog();

  private final Texts texts = new Texts(100);

  @Test
  void saysHowLongTheClipMayBeAndHowLongItIs() {
    Model model =
        CATALOG.all().stream()
            .filter(m -> m.fields().stream().anyMatch(f -> hasLongest(f)))
            .findFirst()
            .orElseThrow();
    Field clip =
        model.fields().stream().filter(ObjectionTest::hasLongest).findFirst().orElseThrow();
    long most = clip.media().orElseThrow().maxLength().orElseThrow().toSeconds();
    MediaFacts file =
        new MediaFacts(
            Medium.VIDEO, "video/mp4", 10_000, 1, 1, Duration.ofMillis(most * 1000 + 6_200));

    List<InputProblem> problems = InputCheck.ofFiles(model, Map.of(clip.name(), List.of(file)));

    assertEquals(1, problems.size());
    assertEquals(
        "<b>%s</b>: the clip may be at most %d s, yours is %d s. Nothing was charged."
            .formatted(clip.label().en(), most, most + 7),
        texts.html("en", Objection.of(model, problems.get(0))));
    assertTrue(
        texts
            .html("ru", Objection.of(model, problems.get(0)))
            .contains("ролик может длиться не больше %d с, у вас %d с".formatted(most, most + 7)));
  }

  @Test
  void namesFilesAsPeopleDo() {
    Model model = CATALOG.find("kling/ai-avatar-pro").orElseThrow();
    MediaFacts film = new MediaFacts(Medium.VIDEO, "video/quicktime", 10, 1, 1, Duration.ZERO);
    MediaFacts huge = new MediaFacts(Medium.IMAGE, "image/png", 25_000_000, 1, 1, Duration.ZERO);

    List<InputProblem> problems =
        InputCheck.ofFiles(model, Map.of("image_url", List.of(film, huge)));

    String label = model.field("image_url").orElseThrow().label().en();
    assertEquals(
        List.of(
            "<b>"
                + label
                + "</b>: this file type does not fit (MOV). Possible: JPEG, PNG. Nothing was charged.",
            "<b>" + label + "</b>: at most 10 MB, yours has 24 MB. Nothing was charged."),
        problems.stream().map(p -> texts.html("en", Objection.of(model, p))).toList());
  }

  @Test
  void aMissingPhotoIsAskedForAsAFile() {
    Model model = CATALOG.find("kling/ai-avatar-pro").orElseThrow();

    String text =
        texts.html(
            "ru", Objection.of(model, new InputProblem("image_url", Violation.MISSING, "", "")));

    assertTrue(text.startsWith("Пришлите файл:"), text);
  }

  @Test
  void groupsAreNamedByTheirLabels() {
    for (Model model : CATALOG.all()) {
      for (Set<String> group : model.form().oneOf()) {
        InputProblem problem =
            new InputProblem(String.join(",", group), Violation.NEEDS_ONE_OF, "", "");
        String text = texts.html("en", Objection.of(model, problem));
        group.forEach(name -> assertFalse(text.contains(name + ","), model.id() + ": " + text));
      }
    }
  }

  @Test
  void everyViolationOfEveryInputOfEveryModelHasWordsInBothLanguages() {
    Set<Violation> seen = EnumSet.noneOf(Violation.class);
    for (Model model : CATALOG.all()) {
      for (InputProblem problem : everythingWrong(model)) {
        seen.add(problem.violation());
        for (String language : Texts.LANGUAGES) {
          String text = texts.html(language, Objection.of(model, problem));
          assertFalse(text.matches("(?s).*[{}].*"), text);
          assertFalse(text.contains("http") || text.contains("image/"), text);
        }
      }
    }
    assertEquals(EnumSet.allOf(Violation.class), seen);
  }

  private static List<InputProblem> everythingWrong(Model model) {
    List<InputProblem> problems = new java.util.ArrayList<>(InputCheck.of(model, Map.of("x", 1)));
    Map<String, Object> base =
        Variants.of(model, FILE.prices().getOrDefault(model.id(), List.of())).get(0).inputs();
    for (Field field : model.fields()) {
      for (Object wrong :
          List.of(
              "",
              "x",
              "й".repeat(60_000),
              -1_000_000,
              1_000_000,
              0.123456789,
              List.of("a").subList(0, 1),
              java.util.Collections.nCopies(99, "https://f/a"))) {
        Map<String, Object> inputs = new HashMap<>(base);
        inputs.put(field.name(), wrong);
        problems.addAll(InputCheck.of(model, inputs));
      }
      if (field.type().isMedia()) {
        problems.addAll(
            InputCheck.of(
                field,
                new MediaFacts(Medium.AUDIO, "", Long.MAX_VALUE / 2, 1, 1, Duration.ofHours(9))));
      }
      if (field.type() == FieldType.MEDIA_LIST) {
        problems.add(new InputProblem(field.name(), Violation.TOO_FEW, "2", "1"));
      }
    }
    model
        .form()
        .apart()
        .forEach(
            group ->
                problems.add(
                    new InputProblem(String.join(",", group), Violation.NOT_TOGETHER, "", "")));
    return problems;
  }

  private static boolean hasLongest(Field field) {
    return field.media().filter(m -> m.maxLength().isPresent()).isPresent();
  }
}
