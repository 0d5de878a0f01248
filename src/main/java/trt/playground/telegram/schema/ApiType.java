package trt.playground.telegram.schema;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An object type of the Bot API; one with subtypes is a choice between them. */
public record ApiType(String name, List<ApiField> fields, List<String> subtypes) {
  private static final Pattern CONSTANT = Pattern.compile("(?:must be|always) \"?(\\w+)\"?$");

  /** The value of field {@code type} that tells this subtype from its siblings. */
  Optional<String> tag() {
    return fields.stream()
        .filter(f -> f.name().equals("type"))
        .map(f -> CONSTANT.matcher(f.description()))
        .filter(Matcher::find)
        .map(m -> m.group(1))
        .findFirst();
  }
}
