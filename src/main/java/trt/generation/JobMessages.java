package trt.generation;

import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import trt.domain.catalog.Catalog;
import trt.domain.dialogue.CallOff;
import trt.domain.dialogue.Phrase;
import trt.domain.dialogue.Purpose;
import trt.domain.dialogue.ResultButtons;
import trt.domain.dialogue.Screen;
import trt.domain.job.FailReason;
import trt.domain.outbox.DeliveryClass;
import trt.domain.outbox.Draft;
import trt.domain.outbox.Place;
import trt.kie.TaskRecord;
import trt.postgres.JobStore;
import trt.text.Addressing;
import trt.text.ScreenRenderer;

/**
 * What users see of a running and a finished job. The result replaces the status message: an edit
 * can be repeated without harm, a send cannot.
 */
final class JobMessages {
  private final JobWords words;
  private final ScreenRenderer renderer;

  JobMessages(Catalog catalog, ScreenRenderer renderer) {
    this.words = new JobWords(catalog);
    this.renderer = renderer;
  }

  /**
   * The result, in place of the status message or before it becomes the bill.
   *
   * @param charged minor units
   */
  List<Draft> result(JobStore.Loaded job, TaskRecord.Succeeded result, long charged) {
    return new ResultMessages(words, renderer, job, "result", charged).of(result);
  }

  /** The same, with the word that it came after the money had gone back, and stays there. */
  List<Draft> late(JobStore.Loaded job, TaskRecord.Succeeded result) {
    return new ResultMessages(words, renderer, job, "late", job.order().price()).of(result);
  }

  /**
   * The end without a result, and where the money is.
   *
   * @param details what the text of this reason speaks of besides the job
   */
  Draft failed(JobStore.Loaded job, FailReason reason, Map<String, Object> details) {
    Map<String, Object> args = words.args(job);
    args.putAll(details);
    Screen screen =
        new Screen(
            new Phrase("failed." + reason.name(), args),
            Purpose.of(job.order().input().getMap()).isPresent()
                ? ResultButtons.withoutWords(job.job().id())
                : ResultButtons.withoutResult(job.job().id()));
    return edit(renderer, job, "failed", screen);
  }

  /** Parameters of a progress edit. */
  JsonObject running(JobStore.Loaded job, long seconds) {
    Map<String, Object> args = words.args(job);
    args.put("seconds", seconds);
    args.put("typical", words.model(job).map(m -> m.timing().typical().toSeconds()).orElse(30L));
    return status(job, new Screen(new Phrase("status.running", args), List.of()));
  }

  /**
   * Parameters of an edit that tells the place in line.
   *
   * @param paused whether the line stands still
   */
  JsonObject waiting(JobStore.Loaded job, int place, boolean paused) {
    Map<String, Object> args = words.args(job);
    args.put("place", place);
    Phrase phrase = new Phrase(paused ? "status.paused" : "status.waiting", args);
    return status(job, new Screen(phrase, CallOff.rows(job.job())));
  }

  private JsonObject status(JobStore.Loaded job, Screen screen) {
    JsonObject params =
        renderer
            .message(job.order().lang(), screen)
            .put("chat_id", job.order().chatId())
            .put("message_id", job.order().messageId().orElse(0));
    JsonObject body = new JsonObject().put("params", params);
    Addressing.apply(place(job.order()), "editMessageText", body);
    return params;
  }

  /** The status message becomes this screen; a new message where there is none. */
  static Draft edit(ScreenRenderer renderer, JobStore.Loaded job, String name, Screen screen) {
    JsonObject params =
        renderer.message(job.order().lang(), screen).put("chat_id", job.order().chatId());
    JsonObject fallback =
        new JsonObject().put("method", "sendMessage").put("params", params.copy());
    if (job.order().messageId().isEmpty()) {
      return draft(job, name, DeliveryClass.MUST_ARRIVE, "sendMessage", fallback);
    }
    params.put("message_id", job.order().messageId().getAsLong());
    JsonObject body = new JsonObject().put("params", params).put("fallback", fallback);
    return draft(job, name, DeliveryClass.IDEMPOTENT, "editMessageText", body);
  }

  static Draft draft(
      JobStore.Loaded job, String name, DeliveryClass kind, String method, JsonObject body) {
    Addressing.apply(place(job.order()), method, body);
    return new Draft(
        job.shard(),
        job.chatKey(),
        "job:" + job.job().id() + ":" + name,
        kind,
        method,
        body.encode(),
        Optional.empty(),
        Optional.empty(),
        job.order().cause());
  }

  /** Ids of groups are negative, those of people are not (Bot API, Chat). */
  private static Place place(JobStore.Order order) {
    boolean group = order.chatId() < 0;
    return new Place(
        group, order.spot().thread(), order.spot().replyTo(), group ? order.userId() : 0);
  }
}
