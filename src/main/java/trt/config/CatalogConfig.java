package trt.config;

import java.util.Arrays;
import java.util.List;

/** What is offered. */
public record CatalogConfig(
    @Setting("Models on the menu, best picks first, comma separated.") String shown,
    @Setting("Models covered by the free generations of money.freePerDay, comma separated.")
        String free) {
  /** The ids of {@code shown}, in order. */
  public List<String> shownIds() {
    return ids(shown);
  }

  /** The ids of {@code free}. */
  public List<String> freeIds() {
    return ids(free);
  }

  private static List<String> ids(String list) {
    return Arrays.stream(list.split(",")).map(String::strip).filter(id -> !id.isEmpty()).toList();
  }
}
