package trt.domain.dialogue;

import java.math.BigDecimal;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import trt.domain.catalog.Catalog;
import trt.domain.catalog.Category;
import trt.domain.catalog.Field;
import trt.domain.catalog.GivenFile;
import trt.domain.catalog.MediaFacts;
import trt.domain.catalog.Model;
import trt.domain.pricing.MediaMeasures;
import trt.domain.pricing.PriceList;
import trt.domain.pricing.Quote;
import trt.domain.wallet.Purse;

/**
 * What is sold here and for how much.
 *
 * @param shown ids of the models on the menu, best picks first
 * @param free ids of the models covered by the daily free quota
 * @param open false when nothing is sold at all: there is no key for KIE
 * @param paused no order is taken for a while; what was prepared is kept
 * @param words what no order may say
 */
public record Shop(
    Catalog catalog,
    PriceList prices,
    List<String> shown,
    Set<String> free,
    boolean open,
    boolean paused,
    WordFilter words) {
  /** A shop that is not paused. */
  public Shop(
      Catalog catalog, PriceList prices, List<String> shown, Set<String> free, boolean open) {
    this(catalog, prices, shown, free, open, false, WordFilter.NONE);
  }

  /** The same shop while nothing can be started for a while: orders are prepared, not taken. */
  public Shop whilePaused() {
    return new Shop(catalog, prices, shown, free, open, true, words);
  }

  /** The same shop that does not take orders with these words. */
  public Shop refusing(WordFilter filter) {
    return new Shop(catalog, prices, shown, free, open, paused, filter);
  }

  /** What one generation costs this person now. */
  public sealed interface Cost {
    /** Covered by today's free quota. */
    record Free(BigDecimal credits) implements Cost {}

    /** A price in minor units. */
    record Paid(BigDecimal credits, long minorUnits) implements Cost {}

    /** Not for sale like this. */
    record NotSold() implements Cost {}
  }

  /** The models of one shelf, in menu order, also those without a price. */
  public List<Model> models(Category category) {
    return shown.stream()
        .flatMap(id -> catalog.find(id).stream())
        .filter(model -> model.category() == category)
        .toList();
  }

  /** A model on the menu. */
  public Optional<Model> find(String id) {
    return shown.contains(id) ? catalog.find(id) : Optional.empty();
  }

  /** A model, also one that was taken off the menu. */
  public Optional<Model> known(String id) {
    return catalog.find(id);
  }

  /** The price of these inputs for this person; the free quota is used first. */
  public Cost cost(Model model, Map<String, Object> inputs, Purse purse) {
    Quote quote = prices.quote(model, inputs, measures(model, inputs));
    if (!(quote instanceof Quote.Priced priced)) {
      return new Cost.NotSold();
    }
    if (free.contains(model.id()) && purse.freeLeft() > 0) {
      return new Cost.Free(priced.credits());
    }
    return new Cost.Paid(priced.credits(), priced.minorUnits());
  }

  /** What is known of the files of an order; it decides prices by length and size. */
  private static MediaMeasures measures(Model model, Map<String, Object> inputs) {
    Map<String, List<MediaFacts>> files = new LinkedHashMap<>();
    for (Field field : model.fields()) {
      Object value = inputs.get(field.name());
      if (field.type().isMedia() && value != null) {
        files.put(field.name(), GivenFile.all(value).stream().map(GivenFile::facts).toList());
      }
    }
    return new MediaMeasures(files, Map.of());
  }

  /**
   * The first field that must be asked and has no answer yet: files before choices, choices before
   * texts.
   */
  public Optional<Field> nextQuestion(Model model, Map<String, Object> inputs) {
    return model.fields().stream()
        .filter(field -> field.asked() && !inputs.containsKey(field.name()))
        .min(Comparator.comparing(field -> field.type().isMedia() ? 0 : field.isChoice() ? 1 : 2));
  }
}
