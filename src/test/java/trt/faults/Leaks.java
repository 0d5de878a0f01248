package trt.faults;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/** What came out of a bot, searched for what must not. */
final class Leaks {
  private static final int AROUND = 60;

  private final Map<String, String> secrets = new LinkedHashMap<>();
  private final Map<String, ConcurrentLinkedQueue<String>> heard = new ConcurrentHashMap<>();

  /** Something that nobody may see. */
  void secret(String name, String value) {
    secrets.put(name, value);
  }

  /** Something that somebody saw. */
  void heard(String where, String text) {
    heard.computeIfAbsent(where, key -> new ConcurrentLinkedQueue<>()).add(text);
  }

  /** How much was heard in characters, by place. */
  Map<String, Integer> size() {
    Map<String, Integer> sizes = new LinkedHashMap<>();
    heard.forEach(
        (where, texts) -> sizes.put(where, texts.stream().mapToInt(String::length).sum()));
    return sizes;
  }

  /** Each secret that was heard, with what stands around it. */
  List<String> found() {
    List<String> found = new ArrayList<>();
    heard.forEach((where, texts) -> texts.forEach(text -> found.addAll(in(where, text))));
    return found;
  }

  private List<String> in(String where, String text) {
    List<String> found = new ArrayList<>();
    secrets.forEach(
        (name, value) -> {
          for (String shape : shapes(value)) {
            int at = text.indexOf(shape);
            if (at >= 0) {
              int end = Math.min(text.length(), at + shape.length() + AROUND);
              found.add(
                  name + " in " + where + ": " + text.substring(Math.max(0, at - AROUND), end));
            }
          }
        });
    return found;
  }

  /** As it is, as part of an address, and as Base64 wherever it begins in what was encoded. */
  static Set<String> shapes(String value) {
    String encoded = URLEncoder.encode(value, UTF_8);
    Set<String> shapes = new TreeSet<>(List.of(value, encoded, encoded.toLowerCase(Locale.ROOT)));
    for (int before = 0; before < 3; before++) {
      String base64 =
          Base64.getEncoder().encodeToString(("xxx".substring(3 - before) + value).getBytes(UTF_8));
      // The first and the last characters depend on what stands beside.
      int first = before == 0 ? 0 : 4;
      String stable = base64.substring(first, (before + value.length()) / 3 * 4);
      shapes.add(stable);
      shapes.add(stable.replace('+', '-').replace('/', '_'));
    }
    return shapes;
  }
}
