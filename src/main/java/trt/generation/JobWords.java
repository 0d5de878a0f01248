package trt.generation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import trt.domain.catalog.Catalog;
import trt.domain.catalog.Model;
import trt.domain.dialogue.Action;
import trt.domain.dialogue.Button;
import trt.domain.dialogue.Excerpt;
import trt.domain.dialogue.Phrase;
import trt.domain.pricing.PriceList;
import trt.postgres.JobStore;

/** What the texts about a job speak of, and the buttons under its end. */
final class JobWords {
  private final Catalog catalog;

  JobWords(Catalog catalog) {
    this.catalog = catalog;
  }

  /** The arguments of every text; nothing was charged yet, or all of the price. */
  Map<String, Object> args(JobStore.Loaded job) {
    return args(job, job.order().price());
  }

  /**
   * The same after the end.
   *
   * @param charged minor units
   */
  Map<String, Object> args(JobStore.Loaded job, long charged) {
    Map<String, Object> args = new HashMap<>();
    args.put(
        "title",
        model(job)
            .<Object>map(
                m -> new Phrase.Localized(Map.of("ru", m.title("ru"), "en", m.title("en"))))
            .orElse(job.order().model()));
    String prompt = String.valueOf(job.order().input().getValue("prompt", ""));
    args.put("prompt", Excerpt.of(prompt));
    args.put("price", new Phrase.Stars(job.order().price()));
    args.put("charged", new Phrase.Stars(charged));
    boolean free = job.order().currency().equals(PriceList.FREE_CURRENCY);
    args.put("isFree", free ? "yes" : charged < job.order().price() ? "part" : "no");
    return args;
  }

  /** What can be done after the end. */
  List<List<Button>> after(JobStore.Loaded job, boolean withFile) {
    long id = job.job().id();
    List<List<Button>> rows = new ArrayList<>();
    if (withFile) {
      rows.add(List.of(Button.of("button.file", Action.of("file", id))));
    }
    rows.add(
        List.of(
            Button.of("button.again", Action.of("again", id)),
            Button.of("button.edit", Action.of("edit", id))));
    rows.add(List.of(Button.of("button.menu", Action.of("home", "new"))));
    return rows;
  }

  Optional<Model> model(JobStore.Loaded job) {
    return catalog.find(job.order().model());
  }
}
