package trt.playground.telegram.schema;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Every method and type of the Bot API, from the description published in
 * PaulSonOfLars/telegram-bot-api-spec (MIT), shipped as {@code playground/telegram-api.json}.
 */
public final class MethodCatalogue {
  private static final String RESOURCE = "/playground/telegram-api.json";

  private final String version;
  private final Map<String, ApiMethod> methods = new HashMap<>();
  private final Map<String, ApiType> types = new HashMap<>();

  private MethodCatalogue(JsonObject description) {
    version = description.getString("version");
    for (Map.Entry<String, Object> entry : description.getJsonObject("methods")) {
      methods.put(key(entry.getKey()), new ApiMethod(entry.getKey(), fields(entry.getValue())));
    }
    for (Map.Entry<String, Object> entry : description.getJsonObject("types")) {
      JsonObject type = (JsonObject) entry.getValue();
      List<String> subtypes = new ArrayList<>();
      type.getJsonArray("subtypes", new JsonArray()).forEach(s -> subtypes.add(s.toString()));
      types.put(entry.getKey(), new ApiType(entry.getKey(), fields(type), List.copyOf(subtypes)));
    }
  }

  /** Reads the description from the class path; blocks, takes about 100 ms once. */
  public static MethodCatalogue load() {
    try (InputStream in = MethodCatalogue.class.getResourceAsStream(RESOURCE)) {
      if (in == null) {
        throw new IllegalStateException("not on the class path: " + RESOURCE);
      }
      return new MethodCatalogue(
          new JsonObject(new String(in.readAllBytes(), StandardCharsets.UTF_8)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The version described, for example "Bot API 10.1". */
  public String version() {
    return version;
  }

  /** Finds a method; like Telegram, whatever the case of its letters. */
  public Optional<ApiMethod> method(String name) {
    return Optional.ofNullable(methods.get(key(name)));
  }

  /** Finds an object type; empty for String, Integer, Float, Boolean and InputFile. */
  public Optional<ApiType> type(String name) {
    return Optional.ofNullable(types.get(name));
  }

  private static List<ApiField> fields(Object described) {
    return ApiField.all(((JsonObject) described).getJsonArray("fields", new JsonArray()));
  }

  private static String key(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
