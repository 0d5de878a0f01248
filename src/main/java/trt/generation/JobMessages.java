package trt.generation;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import trt.domain.catalog.Catalog;
import trt.domain.catalog.Model;
import trt.domain.catalog.ResultType;
import trt.domain.dialogue.Action;
import trt.domain.dialogue.Button;
import trt.domain.dialogue.Excerpt;
import trt.domain.dialogue.Phrase;
import trt.domain.dialogue.Screen;
import trt.domain.job.FailReason;
import trt.domain.outbox.DeliveryClass;
import trt.domain.outbox.Draft;
import trt.domain.pricing.PriceList;
import trt.kie.TaskRecord;
import trt.postgres.JobStore;
import trt.text.ScreenRenderer;

/**
 * What users see of a running and a finished job. The result replaces the status message: an edit
 * can be repeated without harm, a send cannot.
 */
final class JobMessages {
  private static final int TEXT_RESULT = 3_000;

  private final Catalog catalog;
  private final ScreenRenderer renderer;

  JobMessages(Catalog catalog, ScreenRenderer renderer) {
    this.catalog = catalog;
    this.renderer = renderer;
  }

  /**
   * The result: the first output in place of the status message, the others as messages of their
   * own.
   */
  List<Draft> result(JobStore.Loaded job, TaskRecord.Succeeded result) {
    return brought(job, result, "result");
  }

  /** The same, with the word that it came after the money had gone back, and stays there. */
  List<Draft> late(JobStore.Loaded job, TaskRecord.Succeeded result) {
    return brought(job, result, "late");
  }

  private List<Draft> brought(JobStore.Loaded job, TaskRecord.Succeeded result, String name) {
    List<Draft> drafts = new ArrayList<>();
    if (result.outputs().isEmpty()) {
      drafts.add(text(job, result.text().orElse(""), name));
    }
    for (int i = 0; i < result.outputs().size(); i++) {
      Media media = new Media(type(job), result.outputs().get(i).url());
      drafts.add(i == 0 ? inPlace(job, media, name) : another(job, media, name, i));
    }
    return drafts;
  }

  /** The end without a result, and where the money is. */
  Draft failed(JobStore.Loaded job, FailReason reason) {
    Screen screen = new Screen(new Phrase("failed." + reason.name(), args(job)), after(job));
    return edit(job, "failed", screen);
  }

  /** Parameters of a progress edit. */
  JsonObject running(JobStore.Loaded job, long seconds) {
    Map<String, Object> args = args(job);
    args.put("seconds", seconds);
    args.put("typical", model(job).map(m -> m.timing().typical().toSeconds()).orElse(30L));
    return status(job, new Phrase("status.running", args));
  }

  /**
   * Parameters of an edit that tells the place in line.
   *
   * @param paused whether the line stands still
   */
  JsonObject waiting(JobStore.Loaded job, int place, boolean paused) {
    Map<String, Object> args = args(job);
    args.put("place", place);
    return status(job, new Phrase(paused ? "status.paused" : "status.waiting", args));
  }

  private JsonObject status(JobStore.Loaded job, Phrase phrase) {
    Screen screen = new Screen(phrase, List.of());
    return renderer
        .message(job.order().lang(), screen)
        .put("chat_id", job.order().chatId())
        .put("message_id", job.order().messageId().orElse(0));
  }

  private Draft inPlace(JobStore.Loaded job, Media media, String name) {
    JsonObject alone =
        media
            .alone(caption(job, name), renderer.keyboard(job.order().lang(), after(job)))
            .put("chat_id", job.order().chatId());
    JsonObject fallback =
        new JsonObject()
            .put("method", media.sendMethod())
            .put("params", alone)
            .put("files", media.files())
            .put("fallback", link(job, media, name));
    if (job.order().messageId().isEmpty()) {
      return draft(job, name, DeliveryClass.MUST_ARRIVE, media.sendMethod(), fallback);
    }
    JsonObject params =
        new JsonObject()
            .put("chat_id", job.order().chatId())
            .put("message_id", job.order().messageId().getAsLong())
            .put("media", media.input(caption(job, name)))
            .put("reply_markup", renderer.keyboard(job.order().lang(), after(job)));
    JsonObject body =
        new JsonObject()
            .put("params", params)
            .put("files", media.files())
            .put("fallback", fallback);
    return draft(job, name, DeliveryClass.IDEMPOTENT, "editMessageMedia", body);
  }

  private Draft another(JobStore.Loaded job, Media media, String name, int number) {
    JsonObject body =
        new JsonObject()
            .put(
                "params",
                new JsonObject()
                    .put("chat_id", job.order().chatId())
                    .put(media.parameter(), media.attachment()))
            .put("files", media.files())
            .put("fallback", link(job, media, name));
    return draft(job, name + ":" + number, DeliveryClass.MUST_ARRIVE, media.sendMethod(), body);
  }

  /** The last resort for a file that cannot be brought into the chat: too large, or gone. */
  private JsonObject link(JobStore.Loaded job, Media media, String name) {
    Map<String, Object> args = args(job);
    args.put("url", media.url().toString());
    Screen screen = new Screen(new Phrase(name + ".link", args), after(job));
    JsonObject params =
        renderer.message(job.order().lang(), screen).put("chat_id", job.order().chatId());
    return new JsonObject().put("method", "sendMessage").put("params", params);
  }

  private Draft text(JobStore.Loaded job, String text, String name) {
    Map<String, Object> args = args(job);
    args.put("text", Excerpt.of(text, TEXT_RESULT));
    return edit(job, name, new Screen(new Phrase(name + ".text", args), after(job)));
  }

  private Draft edit(JobStore.Loaded job, String name, Screen screen) {
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

  private static Draft draft(
      JobStore.Loaded job, String name, DeliveryClass kind, String method, JsonObject body) {
    return new Draft(
        job.shard(),
        job.chatKey(),
        "job:" + job.job().id() + ":" + name,
        kind,
        method,
        body.encode(),
        Optional.empty(),
        Optional.empty());
  }

  private String caption(JobStore.Loaded job, String name) {
    return renderer.caption(job.order().lang(), new Phrase(name + ".caption", args(job)));
  }

  private static List<List<Button>> after(JobStore.Loaded job) {
    long id = job.job().id();
    return List.of(
        List.of(
            Button.of("button.again", Action.of("again", id)),
            Button.of("button.edit", Action.of("edit", id))),
        List.of(Button.of("button.menu", Action.of("home", "new"))));
  }

  private Map<String, Object> args(JobStore.Loaded job) {
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
    args.put("isFree", job.order().currency().equals(PriceList.FREE_CURRENCY) ? "yes" : "no");
    return args;
  }

  private ResultType type(JobStore.Loaded job) {
    return model(job).map(Model::result).orElse(ResultType.IMAGE);
  }

  private Optional<Model> model(JobStore.Loaded job) {
    return catalog.find(job.order().model());
  }

  /** A list of files in the form the outbox keeps. */
  static JsonArray files(String url, String fileName, String mediaType) {
    return new JsonArray()
        .add(
            new JsonObject()
                .put("name", "f0")
                .put("url", url)
                .put("fileName", fileName)
                .put("mediaType", mediaType));
  }
}
