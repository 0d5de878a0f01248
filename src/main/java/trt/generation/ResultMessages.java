package trt.generation;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import trt.domain.catalog.Model;
import trt.domain.catalog.ResultType;
import trt.domain.dialogue.Button;
import trt.domain.dialogue.Excerpt;
import trt.domain.dialogue.Phrase;
import trt.domain.dialogue.Purpose;
import trt.domain.dialogue.ResultButtons;
import trt.domain.dialogue.Screen;
import trt.domain.outbox.DeliveryClass;
import trt.domain.outbox.Draft;
import trt.kie.Output;
import trt.kie.TaskRecord;
import trt.postgres.JobStore;
import trt.text.ScreenRenderer;

/**
 * A result on its way into the chat. A single one takes the place of the status message: an edit
 * can be repeated without harm. Several come as albums, after which the status message becomes the
 * bill with the buttons, for an album can have none.
 */
final class ResultMessages {
  /** Leaves room for title and bill in a message of 4096 UTF-16 units. */
  private static final int WHOLE_TEXT = 3_500;

  private static final int BEGINNING = 700;

  private final JobWords words;
  private final ScreenRenderer renderer;
  private final JobStore.Loaded job;
  private final String name;
  private final Map<String, Object> args;

  /**
   * @param name of its texts and its calls: result, late
   * @param charged minor units
   */
  ResultMessages(
      JobWords words, ScreenRenderer renderer, JobStore.Loaded job, String name, long charged) {
    this.words = words;
    this.renderer = renderer;
    this.job = job;
    this.name = name;
    this.args = words.args(job, charged);
  }

  List<Draft> of(TaskRecord.Succeeded result) {
    if (Purpose.of(job.order().input().getMap()).isPresent()) {
      return List.of(words(result.text().orElse("").strip()));
    }
    List<Media> all = result.outputs().stream().map(this::media).toList();
    if (all.isEmpty()) {
      return text(result.text().orElse(""));
    }
    if (all.size() == 1 && all.get(0).kind().isInputMedia()) {
      return List.of(inPlace(all.get(0)));
    }
    List<Draft> drafts = new ArrayList<>();
    for (List<Media> message : Albums.of(all)) {
      drafts.add(message.size() == 1 ? single(message.get(0), drafts) : album(message, drafts));
    }
    args.put("count", all.size());
    boolean shrunk = all.stream().anyMatch(Media::isShrunk);
    drafts.add(edit(new Screen(new Phrase(name + ".several", args), words.after(job, shrunk))));
    return drafts;
  }

  private Media media(Output output) {
    ResultType type = words.model(job).map(Model::result).orElse(ResultType.IMAGE);
    String performer =
        words.model(job).map(m -> m.title(job.order().lang())).orElse(job.order().model());
    return Media.of(type, output, performer);
  }

  private Draft inPlace(Media media) {
    List<List<Button>> buttons = words.after(job, media.isShrunk());
    JsonObject keyboard = renderer.keyboard(job.order().lang(), buttons);
    JsonObject alone = call(media, media.alone(caption(), () -> keyboard));
    if (job.order().messageId().isEmpty()) {
      return draft(name, DeliveryClass.MUST_ARRIVE, media.sendMethod(), alone);
    }
    JsonObject params =
        to().put("message_id", job.order().messageId().getAsLong())
            .put("media", media.input("f0", caption()))
            .put("reply_markup", keyboard);
    JsonObject body =
        new JsonObject()
            .put("params", params)
            .put("files", media.files())
            .put("large", large(media, true))
            .put("fallback", alone.put("method", media.sendMethod()));
    return draft(name, DeliveryClass.IDEMPOTENT, "editMessageMedia", body);
  }

  private Draft album(List<Media> album, List<Draft> before) {
    JsonArray items = new JsonArray();
    JsonArray files = new JsonArray();
    JsonArray singles = new JsonArray();
    for (int i = 0; i < album.size(); i++) {
      Media media = album.get(i);
      String caption = i == 0 && before.isEmpty() ? caption() : "";
      items.add(media.input("f" + i, caption));
      files.add(media.file("f" + i));
      singles.add(
          call(media, media.alone(caption, this::noButtons)).put("method", media.sendMethod()));
    }
    JsonObject body =
        new JsonObject()
            .put("params", to().put("media", items))
            .put("files", files)
            .put("singles", singles);
    return draft(number(before), DeliveryClass.MUST_ARRIVE, "sendMediaGroup", body);
  }

  private Draft single(Media media, List<Draft> before) {
    String caption = before.isEmpty() ? caption() : "";
    JsonObject body = call(media, media.alone(caption, this::noButtons));
    return draft(number(before), DeliveryClass.MUST_ARRIVE, media.sendMethod(), body);
  }

  private String number(List<Draft> before) {
    return name + ":" + (before.size() + 1);
  }

  private JsonObject noButtons() {
    return renderer.keyboard(job.order().lang(), List.of());
  }

  /** A message of its own, with a link as its last resort: the file is too large, or gone. */
  private JsonObject call(Media media, JsonObject params) {
    return new JsonObject()
        .put("params", params.mergeIn(to()))
        .put("files", media.files())
        .put("large", large(media, false))
        .put("fallback", message(link(media, ".link")));
  }

  /** Too long for Telegram: a link, in place of the status message where it would replace that. */
  private JsonObject large(Media media, boolean inPlace) {
    JsonObject said = message(link(media, ".large"));
    if (!inPlace) {
      return said;
    }
    JsonObject edit = said.getJsonObject("params").copy();
    return new JsonObject()
        .put("method", "editMessageText")
        .put("params", edit.put("message_id", job.order().messageId().getAsLong()))
        .put("fallback", said);
  }

  private Screen link(Media media, String key) {
    Map<String, Object> linkArgs = new HashMap<>(args);
    linkArgs.put("url", media.output().url().toString());
    return new Screen(new Phrase(name + key, linkArgs), words.after(job, false));
  }

  /** A long text is a file with its beginning in the message. */
  private List<Draft> text(String text) {
    boolean whole = text.length() <= WHOLE_TEXT;
    boolean data = text.startsWith("{") || text.startsWith("[{") || text.startsWith("[\n");
    args.put("text", whole ? text : Excerpt.of(text, BEGINNING));
    String key = name + (whole ? data ? ".data" : ".text" : ".beginning");
    Draft shown = edit(new Screen(new Phrase(key, args), words.after(job, false)));
    if (whole) {
      return List.of(shown);
    }
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    String address = "data:;base64," + Base64.getEncoder().encodeToString(bytes);
    Media file = Media.of(ResultType.TEXT, Output.at(URI.create(address)), "");
    JsonObject upload =
        file.file("f0")
            .put("fileName", data ? "data.json" : "text.txt")
            .put("mediaType", data ? "application/json" : "text/plain");
    JsonObject body =
        new JsonObject()
            .put("params", to().put("document", "attach://f0"))
            .put("files", new JsonArray().add(upload));
    return List.of(shown, draft(name + ":1", DeliveryClass.MUST_ARRIVE, file.sendMethod(), body));
  }

  /** Somebody waits for these words; what is made of them comes as a message of its own. */
  private Draft words(String text) {
    args.put("text", Excerpt.of(text, WHOLE_TEXT));
    args.put("isEmpty", text.isEmpty() ? "yes" : "no");
    args.put(
        "use", Purpose.of(job.order().input().getMap()).map(one -> one.use().name()).orElseThrow());
    List<List<Button>> rows =
        text.isEmpty()
            ? ResultButtons.withoutWords(job.job().id())
            : ResultButtons.withWords(job.job().id());
    return edit(new Screen(new Phrase(name + ".words", args), rows));
  }

  private Draft edit(Screen screen) {
    return JobMessages.edit(renderer, job, name, screen);
  }

  private JsonObject message(Screen screen) {
    JsonObject params = renderer.message(job.order().lang(), screen).mergeIn(to());
    return new JsonObject().put("method", "sendMessage").put("params", params);
  }

  private JsonObject to() {
    return new JsonObject().put("chat_id", job.order().chatId());
  }

  private String caption() {
    return renderer.caption(job.order().lang(), new Phrase(name + ".caption", args));
  }

  private Draft draft(String call, DeliveryClass kind, String method, JsonObject body) {
    return JobMessages.draft(job, call, kind, method, body);
  }
}
