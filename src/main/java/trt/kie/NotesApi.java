package trt.kie;

import io.vertx.core.json.JsonObject;
import java.util.Optional;

/** Suno's notes: data instead of a file. */
final class NotesApi extends FlagApi {
  NotesApi() {
    super("/midi/generate", "/midi/record-info");
  }

  @Override
  Optional<String> resultText(JsonObject data) {
    JsonObject notes = Fields.nested(data.getValue("midiData"));
    return notes.isEmpty() ? Optional.empty() : Optional.of(notes.encode());
  }
}
