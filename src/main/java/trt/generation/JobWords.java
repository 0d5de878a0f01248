package trt.generation;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import trt.domain.catalog.Catalog;
import trt.domain.catalog.Model;
import trt.domain.catalog.ResultType;
import trt.domain.dialogue.Button;
import trt.domain.dialogue.Excerpt;
import trt.domain.dialogue.Phrase;
import trt.domain.dialogue.ResultButtons;
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
    boolean free = isFree(job);
    args.put("isFree", free ? "yes" : charged < job.order().price() ? "part" : "no");
    return args;
  }

  /** What can be done with a result. */
  List<List<Button>> after(JobStore.Loaded job, boolean original) {
    return ResultButtons.rows(
        new ResultButtons.Of(
            job.job().id(),
            model(job).map(Model::result).orElse(ResultType.TEXT),
            job.order().price(),
            isFree(job),
            original,
            false));
  }

  private static boolean isFree(JobStore.Loaded job) {
    return job.order().currency().equals(PriceList.FREE_CURRENCY);
  }

  Optional<Model> model(JobStore.Loaded job) {
    return catalog.find(job.order().model());
  }
}
