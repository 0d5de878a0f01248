package trt.domain.catalog;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One thing KIE can make.
 *
 * @param id KIE's name for it, or ours where KIE has an endpoint without a model name
 */
public record Model(String id, Offer offer, Kind kind, Wire wire, Form form, Timing timing) {
  public String title(String language) {
    return offer.title().in(language);
  }

  public String summary(String language) {
    return offer.summary().in(language);
  }

  public Category category() {
    return kind.category();
  }

  public ResultType result() {
    return kind.result();
  }

  public List<Field> fields() {
    return form.fields();
  }

  public Optional<Field> field(String name) {
    return form.field(name);
  }

  /**
   * Whether it continues an earlier job (extend, upscale of a result) instead of starting fresh.
   */
  public boolean isFollowUp() {
    return !wire.follows().isEmpty();
  }

  /**
   * What is sent to KIE and priced: the user's inputs over the defaults, and the fixed inputs over
   * both.
   */
  public Map<String, Object> complete(Map<String, Object> inputs) {
    Map<String, Object> all = new LinkedHashMap<>();
    for (Field field : fields()) {
      Object given = inputs.get(field.name());
      if (given != null) {
        all.put(field.name(), given);
      } else {
        field.fallback().ifPresent(value -> all.put(field.name(), value));
      }
    }
    all.putAll(wire.fixed());
    return all;
  }
}
