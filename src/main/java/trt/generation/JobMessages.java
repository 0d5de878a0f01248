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
import trt.domain.dialogue.Phrase;
import trt.domain.dialogue.Screen;
import trt.domain.job.FailReason;
import trt.domain.outbox.DeliveryClass;
import trt.domain.outbox.Draft;
import trt.kie.TaskRecord;
import trt.postgres.JobStore;
import trt.text.ScreenRenderer;

/**
 * What users see of a running and a finished job. The result replaces the status message: an edit
 * can be repeated without harm, a send cannot.
 */
final class JobMessages {
  private static final int EXCERPT = 500;
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
    List<Draft> drafts = new ArrayList<>();
    if (result.outputs().isEmpty()) {
      drafts.add(text(job, result.text().orElse("")));
    }
    for (int i = 0; i < result.outputs().size(); i++) {
      Media media = new Media(type(job), result.outputs().get(i).url());
      drafts.add(i == 0 ? inPlace(job, media) : another(job, media, i));
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
    Screen screen = new Screen(new Phrase("status.running", args), List.of());
    return renderer
        .message(job.order().lang(), screen)
        .put("chat_id", job.order().chatId())
        .put("message_id", job.order().messageId().orElse(0));
  }

  private Draft inPlace(JobStore.Loaded job, Media media) {
    JsonObject alone =
        media
            .alone(caption(job), renderer.keyboard(job.order().lang(), after(job)))
            .put("chat_id", job.order().chatId());
    JsonObject fallback =
        new JsonObject()
            .put("method", media.sendMethod())
            .put("params", alone)
            .put("files", media.files())
            .put("fallback", link(job, media));
    if (job.order().messageId().isEmpty()) {
      return draft(job, "result", DeliveryClass.MUST_ARRIVE, media.sendMethod(), fallback);
    }
    JsonObject params =
        new JsonObject()
            .put("chat_id", job.order().chatId())
            .put("message_id", job.order().messageId().getAsLong())
            .put("media", media.input(caption(job)))
            .put("reply_markup", renderer.keyboard(job.order().lang(), after(job)));
    JsonObject body =
        new JsonObject()
            .put("params", params)
            .put("files", media.files())
            .put("fallback", fallback);
    return draft(job, "result", DeliveryClass.IDEMPOTENT, "editMessageMedia", body);
  }

  private Draft another(JobStore.Loaded job, Media media, int number) {
    JsonObject body =
        new JsonObject()
            .put(
                "params",
                new JsonObject()
                    .put("chat_id", job.order().chatId())
                    .put(media.parameter(), media.attachment()))
            .put("files", media.files())
            .put("fallback", link(job, media));
    return draft(job, "result:" + number, DeliveryClass.MUST_ARRIVE, media.sendMethod(), body);
  }

  /** The last resort for a file that cannot be brought into the chat: too large, or gone. */
  private JsonObject link(JobStore.Loaded job, Media media) {
    Map<String, Object> args = args(job);
    args.put("url", media.url().toString());
    Screen screen = new Screen(new Phrase("result.link", args), after(job));
    JsonObject params =
        renderer.message(job.order().lang(), screen).put("chat_id", job.order().chatId());
    return new JsonObject().put("method", "sendMessage").put("params", params);
  }

  private Draft text(JobStore.Loaded job, String text) {
    Map<String, Object> args = args(job);
    args.put("text", text.length() <= TEXT_RESULT ? text : text.substring(0, TEXT_RESULT) + "…");
    return edit(job, "result", new Screen(new Phrase("result.text", args), after(job)));
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

  private String caption(JobStore.Loaded job) {
    return renderer.caption(job.order().lang(), new Phrase("result.caption", args(job)));
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
    args.put("prompt", prompt.length() <= EXCERPT ? prompt : prompt.substring(0, EXCERPT) + "…");
    args.put("price", new Phrase.Stars(job.order().price()));
    args.put("isFree", job.order().currency().equals("FRE") ? "yes" : "no");
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
