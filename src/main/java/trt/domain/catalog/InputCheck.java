package trt.domain.catalog;

import static trt.domain.catalog.InputProblem.Violation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Checks inputs against the form of a model before any money is asked for. A value that passes here
 * also passes the published JSON Schema of the model.
 */
public final class InputCheck {
  private InputCheck() {}

  /** Everything wrong with these inputs; empty = they can be sent. Defaults count as given. */
  public static List<InputProblem> of(Model model, Map<String, Object> inputs) {
    Map<String, Object> all = model.complete(inputs);
    List<InputProblem> problems = new ArrayList<>();
    for (Field field : model.fields()) {
      problems.addAll(FieldCheck.value(field, all.get(field.name())));
    }
    for (String name : inputs.keySet()) {
      if (model.field(name).isEmpty() && !model.wire().fixed().containsKey(name)) {
        problems.add(new InputProblem(name, Violation.UNKNOWN, "", ""));
      }
    }
    for (Set<String> group : model.form().oneOf()) {
      if (group.stream().noneMatch(all::containsKey)) {
        problems.add(group(group, Violation.NEEDS_ONE_OF));
      }
    }
    for (Set<String> group : model.form().apart()) {
      if (group.stream().filter(all::containsKey).count() > 1) {
        problems.add(group(group, Violation.NOT_TOGETHER));
      }
    }
    return problems;
  }

  /** Everything wrong with one value of one field, the moment the user gives it. */
  public static List<InputProblem> of(Field field, Object value) {
    return FieldCheck.value(field, value);
  }

  /** Everything wrong with one file for one field. Unknown facts are not held against it. */
  public static List<InputProblem> of(Field field, MediaFacts file) {
    return MediaCheck.of(field, file);
  }

  /** Everything wrong with all the files of an order, per field name. */
  public static List<InputProblem> ofFiles(Model model, Map<String, List<MediaFacts>> files) {
    return model.fields().stream()
        .flatMap(
            field ->
                files.getOrDefault(field.name(), List.of()).stream()
                    .flatMap(file -> MediaCheck.of(field, file).stream()))
        .toList();
  }

  private static InputProblem group(Set<String> names, Violation violation) {
    return new InputProblem(String.join(",", new TreeSet<>(names)), violation, "", "");
  }
}
