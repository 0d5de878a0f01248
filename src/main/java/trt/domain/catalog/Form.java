package trt.domain.catalog;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * All inputs of a model.
 *
 * @param fields in the order in which they are asked
 * @param oneOf groups of which at least one field must be filled
 * @param apart pairs of fields that exclude each other
 */
public record Form(List<Field> fields, List<Set<String>> oneOf, List<Set<String>> apart) {
  public Form {
    fields = List.copyOf(fields);
    oneOf = List.copyOf(oneOf);
    apart = List.copyOf(apart);
  }

  /** The field of that name. */
  public Optional<Field> field(String name) {
    return fields.stream().filter(f -> f.name().equals(name)).findFirst();
  }
}
