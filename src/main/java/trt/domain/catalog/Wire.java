package trt.domain.catalog;

import java.util.List;
import java.util.Map;

/**
 * How a model is reached at KIE.
 *
 * @param api the group of endpoints, such as {@code market}, {@code veo}, {@code suno/lyrics}
 * @param fixed inputs that are always sent and never asked
 * @param follows ids of the models whose finished jobs this one continues; empty = it starts fresh
 */
public record Wire(String api, Map<String, Object> fixed, List<String> follows) {
  public Wire {
    fixed = Map.copyOf(fixed);
    follows = List.copyOf(follows);
  }
}
