package trt.playground.telegram.method;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import trt.playground.telegram.state.FileKind;
import trt.playground.telegram.state.World;
import trt.playground.telegram.wire.ApiCall;
import trt.playground.telegram.wire.ApiError;
import trt.playground.telegram.wire.MethodHandler;

/** sendPhoto and its siblings, sendMediaGroup. */
final class MediaMethods {
  private static final Map<String, FileKind> SENDS =
      Map.of(
          "sendPhoto", FileKind.PHOTO,
          "sendVideo", FileKind.VIDEO,
          "sendAudio", FileKind.AUDIO,
          "sendVoice", FileKind.VOICE,
          "sendAnimation", FileKind.ANIMATION,
          "sendDocument", FileKind.DOCUMENT,
          "sendSticker", FileKind.STICKER,
          "sendVideoNote", FileKind.VIDEO_NOTE);

  private final World world;
  private final MediaSource source;
  private final Posting posting;

  MediaMethods(World world, MediaSource source) {
    this.world = world;
    this.source = source;
    this.posting = new Posting(world);
  }

  Map<String, MethodHandler> methods() {
    Map<String, MethodHandler> methods = new HashMap<>();
    SENDS.forEach((name, kind) -> methods.put(name, call -> send(call, kind)));
    methods.put("sendMediaGroup", this::sendGroup);
    return methods;
  }

  private Future<?> send(ApiCall call, FileKind kind) {
    JsonObject caption =
        Texts.caption(call.params()).into(new JsonObject(), "caption", "caption_entities");
    return source
        .find(call, kind, kind.field(), call.text(kind.field()))
        .map(file -> posting.post(call, MediaContent.of(file, call.params()).mergeIn(caption)));
  }

  /** All files are found before the first message is sent: an album appears whole or not at all. */
  private Future<?> sendGroup(ApiCall call) {
    JsonArray media = call.array("media");
    if (media.size() < 2 || media.size() > 10) {
      throw ApiError.badRequest("media group must include 2-10 items");
    }
    refuseMixed(media);
    String group = world.ids().digits();
    List<Future<JsonObject>> contents = new ArrayList<>();
    media.forEach(item -> contents.add(content(call, (JsonObject) item)));
    return Future.all(contents)
        .map(
            all -> {
              JsonArray sent = new JsonArray();
              all.<JsonObject>list()
                  .forEach(c -> sent.add(posting.post(call, c.put("media_group_id", group))));
              return sent;
            });
  }

  /** Finds the file of an InputMedia and describes it with its caption. */
  Future<JsonObject> content(ApiCall call, JsonObject input) {
    FileKind kind =
        FileKind.of(input.getString("type"))
            .orElseThrow(
                () -> ApiError.badRequest("can't parse InputMedia: unsupported media type"));
    JsonObject caption = Texts.caption(input).into(new JsonObject(), "caption", "caption_entities");
    return source
        .find(call, kind, "media", input.getString("media"))
        .map(file -> MediaContent.of(file, input).mergeIn(caption));
  }

  private static void refuseMixed(JsonArray media) {
    Set<String> visual = Set.of("photo", "video", "live_photo");
    Set<String> kinds = new java.util.HashSet<>();
    media.forEach(m -> kinds.add(((JsonObject) m).getString("type")));
    if (kinds.size() > 1 && !visual.containsAll(kinds)) {
      throw ApiError.badRequest("can't use the media of the specified type in the album");
    }
  }
}
