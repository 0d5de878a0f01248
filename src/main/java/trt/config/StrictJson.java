package trt.config;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** Reads configuration files: no duplicate keys, nothing after the end, decimals kept exact. */
final class StrictJson {
  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  private StrictJson() {}

  /** The file as a tree; empty after noting a problem, which never quotes the file. */
  static ObjectNode parse(String file, String text, List<Problem> problems) {
    String where = "";
    try {
      if (MAPPER.readTree(text) instanceof ObjectNode object) {
        return object;
      }
    } catch (JsonProcessingException e) {
      JsonLocation at = e.getLocation();
      where = at == null ? "" : " at line " + at.getLineNr() + ", column " + at.getColumnNr();
    }
    problems.add(
        new Problem(
            file,
            "is not a JSON object" + where,
            "expected { … } with each key once and no comments"));
    return MAPPER.createObjectNode();
  }

  /** Lays a later layer over an earlier one: objects merge, everything else replaces. */
  static void overlay(ObjectNode below, ObjectNode above) {
    above
        .fields()
        .forEachRemaining(
            field -> {
              JsonNode old = below.get(field.getKey());
              if (old instanceof ObjectNode lower && field.getValue() instanceof ObjectNode upper) {
                overlay(lower, upper);
              } else {
                below.set(field.getKey(), field.getValue());
              }
            });
  }

  /** Sets a text at a dotted path, creating the sections on the way. */
  static void put(ObjectNode tree, String path, String text) {
    int dot = path.indexOf('.');
    if (dot < 0) {
      tree.put(path, text);
      return;
    }
    String section = path.substring(0, dot);
    ObjectNode inner =
        tree.get(section) instanceof ObjectNode existing ? existing : tree.putObject(section);
    put(inner, path.substring(dot + 1), text);
  }

  /** Whether there is no value: no key, null, or an empty text. */
  static boolean isAbsent(JsonNode node) {
    return node.isMissingNode() || node.isNull() || (node.isTextual() && node.asText().isBlank());
  }
}
