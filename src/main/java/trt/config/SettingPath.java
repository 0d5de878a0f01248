package trt.config;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One setting: where it stands in the file and which record component holds it.
 *
 * @param path for example {@code units.routing.instances}
 * @param route the components from {@link AppConfig} down to the value
 */
record SettingPath(String path, List<RecordComponent> route) {
  private static final List<SettingPath> ALL = below("", List.of(), AppConfig.class);

  /** Every setting, in the order of the records. */
  static List<SettingPath> all() {
    return ALL;
  }

  private static List<SettingPath> below(
      String prefix, List<RecordComponent> route, Class<?> record) {
    List<SettingPath> found = new ArrayList<>();
    for (RecordComponent component : record.getRecordComponents()) {
      List<RecordComponent> longer = new ArrayList<>(route);
      longer.add(component);
      String path = prefix + component.getName();
      if (component.getType().isRecord()) {
        found.addAll(below(path + ".", longer, component.getType()));
      } else {
        found.add(new SettingPath(path, List.copyOf(longer)));
      }
    }
    return List.copyOf(found);
  }

  RecordComponent component() {
    return route.get(route.size() - 1);
  }

  Class<?> type() {
    return component().getType();
  }

  boolean isSecret() {
    return type() == Secret.class;
  }

  /** Whether the setting may be absent when no {@link Need} asks for it. */
  boolean isOptional() {
    return isSecret() || component().getAnnotatedType().isAnnotationPresent(Nullable.class);
  }

  Setting setting() {
    Setting setting = component().getAnnotation(Setting.class);
    if (setting == null) {
      throw new IllegalStateException(path + " has no @Setting");
    }
    return setting;
  }

  /** The value in a configuration. */
  @Nullable Object in(AppConfig config) {
    return along(route, config);
  }

  /** The value in the section it belongs to. */
  @Nullable Object within(Object section) {
    return along(route.subList(1, route.size()), section);
  }

  private static @Nullable Object along(List<RecordComponent> steps, Object start) {
    Object value = start;
    for (RecordComponent step : steps) {
      value = read(step, value);
    }
    return value;
  }

  private static @Nullable Object read(RecordComponent component, @Nullable Object record) {
    try {
      return component.getAccessor().invoke(record);
    } catch (IllegalAccessException | InvocationTargetException e) {
      throw new IllegalStateException("cannot read " + component, e);
    }
  }
}
