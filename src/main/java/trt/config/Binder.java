package trt.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Makes the records out of the merged file, noting every problem instead of stopping at one. */
final class Binder {
  private final Set<String> needed;
  private final List<Problem> problems;

  /** Adds to the given problems; needed are the paths that must have a value. */
  Binder(Set<String> needed, List<Problem> problems) {
    this.needed = needed;
    this.problems = problems;
  }

  /** The configuration, or null when a problem was noted. */
  @Nullable AppConfig bind(JsonNode tree) {
    return (AppConfig) record(AppConfig.class, "", tree);
  }

  private @Nullable Object record(Class<?> type, String prefix, JsonNode node) {
    int before = problems.size();
    if (!node.isObject() && !node.isMissingNode()) {
      String path = prefix.substring(0, prefix.length() - 1);
      problems.add(new Problem(path, "is not an object", "expected { … } with its settings"));
      return null;
    }
    RecordComponent[] components = type.getRecordComponents();
    refuseUnknown(components, prefix, node);
    @Nullable Object[] values = new @Nullable Object[components.length];
    for (int i = 0; i < components.length; i++) {
      values[i] = value(components[i], prefix, node.path(components[i].getName()));
    }
    return problems.size() == before ? create(type, components, values) : null;
  }

  private @Nullable Object value(RecordComponent component, String prefix, JsonNode node) {
    String path = prefix + component.getName();
    if (component.getType().isRecord()) {
      Object section = record(component.getType(), path + ".", node);
      if (section != null) {
        problems.addAll(Contradictions.in(section, needed));
      }
      return section;
    }
    SettingPath setting = new SettingPath(path, List.of(component));
    if (StrictJson.isAbsent(node)) {
      return absent(setting, node);
    }
    try {
      return Values.read(setting, node);
    } catch (IllegalArgumentException | ArithmeticException e) {
      String shown = setting.isSecret() ? "\"***\"" : node.toString();
      problems.add(new Problem(path, shown + " does not fit", repair(setting)));
      return null;
    }
  }

  private @Nullable Object absent(SettingPath setting, JsonNode node) {
    boolean optional = setting.isOptional() && !needed.contains(setting.path());
    if (!optional || node instanceof MissingNode) {
      problems.add(new Problem(setting.path(), "is missing", repair(setting)));
    }
    return setting.isSecret() ? Secret.NONE : null;
  }

  private static String repair(SettingPath setting) {
    return "expected "
        + Values.expected(setting)
        + "; environment variable "
        + EnvironmentNames.of(setting.path());
  }

  private void refuseUnknown(RecordComponent[] components, String prefix, JsonNode node) {
    List<String> known =
        Arrays.stream(components).map(RecordComponent::getName).collect(Collectors.toList());
    node.fieldNames()
        .forEachRemaining(
            name -> {
              if (!known.contains(name)) {
                String hint = Suggestion.nearest(name, known).map(n -> prefix + n).orElse("");
                problems.add(Suggestion.unknown(prefix + name, hint));
              }
            });
  }

  private static Object create(
      Class<?> type, RecordComponent[] components, @Nullable Object[] values) {
    Class<?>[] types =
        Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
    try {
      Constructor<?> constructor = type.getDeclaredConstructor(types);
      return constructor.newInstance(values);
    } catch (NoSuchMethodException
        | InstantiationException
        | IllegalAccessException
        | InvocationTargetException e) {
      throw new IllegalStateException("cannot create " + type, e);
    }
  }
}
