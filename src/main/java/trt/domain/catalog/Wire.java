package trt.domain.catalog;

import java.util.List;
import java.util.Map;

/**
 * How a model is reached at KIE.
 *
 * @param api the group of endpoints, such as {@code market}, {@code veo}, {@code suno/lyrics}
 * @param fixed inputs that are always sent and never asked
 * @param template how the body is put together where it is not simply the inputs: body member to a
 *     JSON value with {@code $name} placeholders; empty = the inputs as they are
 * @param follows ids of the models whose finished jobs this one continues; empty = it starts fresh
 */
public record Wire(
    String api, Map<String, Object> fixed, Map<String, Object> template, List<String> follows) {
  public Wire {
    fixed = Map.copyOf(fixed);
    template = Map.copyOf(template);
    follows = List.copyOf(follows);
  }
}
