package trt.console;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * An element of a page. Whatever goes into it is text unless it is an element itself: there is no
 * way to write markup, a script, a style or an address outside of this site.
 */
public final class Html {
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]*");
  private static final Set<String> EMPTY = Set.of("meta", "input", "br", "hr");
  private static final Set<String> ADDRESSES = Set.of("href", "action");
  private static final char UNKNOWN = '\uFFFD';

  private final String name;
  private final List<Object> children = new ArrayList<>();
  private final List<String> attributes = new ArrayList<>();

  private Html(String name) {
    this.name = name;
  }

  /**
   * An element with children: elements, collections of children, anything else as its text.
   *
   * @throws IllegalArgumentException when the name is none, or that of a script
   */
  public static Html of(String name, Object... children) {
    if (!NAME.matcher(name).matches() || name.equals("script")) {
      throw new IllegalArgumentException("no element: " + name);
    }
    return new Html(name).add(children);
  }

  /** Adds children. */
  @CanIgnoreReturnValue
  public Html add(Object... more) {
    return addAll(Arrays.asList(more));
  }

  /**
   * Adds an attribute.
   *
   * @throws IllegalArgumentException when the name is none, or that of a script or a style, and
   *     when an address leads outside
   */
  @CanIgnoreReturnValue
  public Html with(String attribute, Object value) {
    boolean active = attribute.startsWith("on") || attribute.equals("style");
    if (!NAME.matcher(attribute).matches() || active) {
      throw new IllegalArgumentException("no attribute: " + attribute);
    }
    String text = value.toString();
    if (ADDRESSES.contains(attribute) && !(text.startsWith("/") && !text.startsWith("//"))) {
      throw new IllegalArgumentException("an address outside: " + attribute);
    }
    attributes.add(attribute);
    attributes.add(text);
    return this;
  }

  /** An attribute without a value, if it is wanted. */
  @CanIgnoreReturnValue
  public Html flag(String attribute, boolean wanted) {
    return wanted ? with(attribute, "") : this;
  }

  /** A whole page whose root this is. */
  String document() {
    StringBuilder out = new StringBuilder("<!doctype html>\n");
    write(out);
    return out.append('\n').toString();
  }

  @Override
  public String toString() {
    StringBuilder out = new StringBuilder();
    write(out);
    return out.toString();
  }

  @CanIgnoreReturnValue
  private Html addAll(Collection<?> more) {
    for (Object child : more) {
      if (child instanceof Collection<?> several) {
        addAll(several);
      } else {
        children.add(child);
      }
    }
    return this;
  }

  private void write(StringBuilder out) {
    out.append('<').append(name);
    for (int i = 0; i < attributes.size(); i += 2) {
      out.append(' ').append(attributes.get(i)).append("=\"");
      escape(out, attributes.get(i + 1));
      out.append('"');
    }
    out.append('>');
    if (EMPTY.contains(name)) {
      return;
    }
    for (Object child : children) {
      if (child instanceof Html element) {
        element.write(out);
      } else {
        escape(out, String.valueOf(child));
      }
    }
    out.append("</").append(name).append('>');
  }

  private static void escape(StringBuilder out, String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '&' -> out.append("&amp;");
        case '<' -> out.append("&lt;");
        case '>' -> out.append("&gt;");
        case '"' -> out.append("&quot;");
        case '\'' -> out.append("&#39;");
        case '\n', '\t' -> out.append(c);
        default -> out.append(Character.isISOControl(c) ? UNKNOWN : c);
      }
    }
  }
}
