package trt.kie;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import trt.kie.TaskRecord.Echo;

/** Suno's songs and lyrics: a status in words that climbs, steps may be skipped. */
final class SunoApi extends FlatApi {
  private static final Set<String> AT_WORK = Set.of("TEXT_SUCCESS", "FIRST_SUCCESS", "GENERATING");

  SunoApi(String submit) {
    super(submit, "/generate/record-info");
  }

  private SunoApi(String submit, String record) {
    super(submit, record);
  }

  static SunoApi lyrics() {
    return new SunoApi("/lyrics", "/lyrics/record-info");
  }

  @Override
  public TaskRecord read(JsonObject data) {
    Echo echo = Fields.echo(data);
    String status = Fields.text(data, "status");
    if (status.equals("PENDING")) {
      return new TaskRecord.Waiting(echo);
    }
    if (AT_WORK.contains(status)) {
      double share = status.equals("FIRST_SUCCESS") ? 0.7 : 0.3;
      return new TaskRecord.Running(OptionalDouble.of(share), echo);
    }
    // CALLBACK_EXCEPTION: their call to us failed, the music exists all the same
    if (status.equals("SUCCESS") || status.equals("CALLBACK_EXCEPTION")) {
      return result(data, echo);
    }
    if (status.equals("SENSITIVE_WORD_ERROR")) {
      String message = status + " " + Fields.text(data, "errorMessage");
      return new TaskRecord.Failed(
          FailureKind.CONTENT_POLICY, Fields.text(data, "errorCode"), message, echo);
    }
    return status.endsWith("_FAILED")
        ? Fields.failed(data, "errorCode", "errorMessage", echo)
        : new TaskRecord.Unreadable("unknown status " + status, echo);
  }

  private static TaskRecord result(JsonObject data, Echo echo) {
    JsonObject response = Fields.nested(data.getValue("response"));
    List<Output> songs =
        response.getJsonArray("sunoData", new JsonArray()).stream()
            .map(JsonObject.class::cast)
            .filter(song -> Fields.text(song, "audioUrl").startsWith("http"))
            .map(SunoApi::song)
            .toList();
    List<String> texts =
        response.getJsonArray("data", new JsonArray()).stream()
            .map(JsonObject.class::cast)
            .map(SunoApi::lyricsText)
            .filter(text -> !text.isBlank())
            .toList();
    if (songs.isEmpty() && texts.isEmpty()) {
      return new TaskRecord.Unreadable("success without a result", echo);
    }
    Optional<String> text =
        texts.isEmpty() ? Optional.empty() : Optional.of(String.join("\n\n", texts));
    return new TaskRecord.Succeeded(songs, text, echo);
  }

  private static Output song(JsonObject song) {
    return new Output(
        Output.link(Fields.text(song, "audioUrl")),
        Optional.of(Fields.text(song, "id")).filter(id -> !id.isEmpty()),
        Optional.of(Fields.text(song, "title")).filter(title -> !title.isEmpty()),
        song.getValue("duration") instanceof Number length
            ? OptionalInt.of((int) Math.round(length.doubleValue()))
            : OptionalInt.empty());
  }

  private static String lyricsText(JsonObject lyrics) {
    String title = Fields.text(lyrics, "title");
    String text = Fields.text(lyrics, "text");
    return title.isEmpty() || text.isEmpty() ? text : title + "\n\n" + text;
  }
}
