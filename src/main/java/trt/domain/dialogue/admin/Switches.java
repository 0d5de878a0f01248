package trt.domain.dialogue.admin;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import trt.domain.pricing.Special;

/**
 * What operators have switched, over the configuration.
 *
 * @param closed no new orders are taken
 * @param maintenance nobody but operators is answered
 * @param off ids of models that are not sold
 * @param prices by model id
 */
public record Switches(
    boolean closed, boolean maintenance, Set<String> off, Map<String, Special> prices) {
  /** Name of the switch that closes sales. */
  public static final String SALES = "sales";

  /** Name of the switch of {@link #maintenance}. */
  public static final String MAINTENANCE = "maintenance";

  private static final String MODEL = "model:";
  private static final String PRICE = "price:";

  /** Everything as configured. */
  public static final Switches NONE = new Switches(false, false, Set.of(), Map.of());

  /** Copies both collections. */
  public Switches {
    off = Set.copyOf(off);
    prices = Map.copyOf(prices);
  }

  /** Name and value of a switch; without a value everything is as configured. */
  public record Switch(String name, Optional<String> value) {}

  /** As they are kept; names of other versions are passed over. */
  public static Switches of(Map<String, String> kept) {
    Set<String> off = new HashSet<>();
    Map<String, Special> prices = new HashMap<>();
    kept.forEach(
        (name, value) -> {
          if (name.startsWith(MODEL)) {
            off.add(name.substring(MODEL.length()));
          } else if (name.startsWith(PRICE)) {
            Special.of(value)
                .ifPresent(special -> prices.put(name.substring(PRICE.length()), special));
          }
        });
    return new Switches(kept.containsKey(SALES), kept.containsKey(MAINTENANCE), off, prices);
  }

  /** The switch a form is about; empty when it is about something else. */
  public static Optional<Switch> of(Form form) {
    return switch (form.deed()) {
      case CLOSE -> on(SALES, "closed");
      case OPEN -> back(SALES);
      case MAINTAIN -> on(MAINTENANCE, "on");
      case RESUME -> back(MAINTENANCE);
      case MODELOFF -> on(MODEL + form.subject(), "off");
      case MODELON -> back(MODEL + form.subject());
      case PRICE -> on(PRICE + form.subject(), form.answer(Deed.Question.PRICE));
      case USUAL -> back(PRICE + form.subject());
      default -> Optional.empty();
    };
  }

  private static Optional<Switch> on(String name, String value) {
    return Optional.of(new Switch(name, Optional.of(value)));
  }

  private static Optional<Switch> back(String name) {
    return Optional.of(new Switch(name, Optional.empty()));
  }
}
