package trt.kie;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Puts values into paths. */
final class Paths {
  private Paths() {}

  static String encode(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }
}
