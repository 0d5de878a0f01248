package trt.playground.telegram.method;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import trt.playground.telegram.state.FileKind;
import trt.playground.telegram.state.World;
import trt.playground.telegram.wire.ApiCall;
import trt.playground.telegram.wire.ApiError;
import trt.playground.telegram.wire.MethodHandler;

/** Changes messages of the bot. An edit without a keyboard takes the keyboard away. */
final class EditMethods {
  private static final List<String> TEXT = List.of("text", "entities", "link_preview_options");
  private static final List<String> CAPTION = List.of("caption", "caption_entities");

  private final World world;
  private final MediaMethods media;

  EditMethods(World world, MediaMethods media) {
    this.world = world;
    this.media = media;
  }

  Map<String, MethodHandler> methods() {
    return Map.of(
        "editMessageText", this::text,
        "editMessageCaption", this::caption,
        "editMessageMedia", this::media,
        "editMessageReplyMarkup", this::keyboard);
  }

  private Future<?> text(ApiCall call) {
    JsonObject old = target(call);
    if (!old.containsKey("text")) {
      throw ApiError.badRequest("there is no text in the message to edit");
    }
    JsonObject edited = without(old, TEXT);
    Texts.newText(call).into(edited, "text", "entities");
    call.object("link_preview_options").ifPresent(o -> edited.put("link_preview_options", o));
    return saved(call, old, edited);
  }

  private Future<?> caption(ApiCall call) {
    JsonObject old = target(call);
    if (!isMedia(old)) {
      throw ApiError.badRequest("there is no caption in the message to edit");
    }
    JsonObject edited = without(old, CAPTION);
    Texts.caption(call.params()).into(edited, "caption", "caption_entities");
    return saved(call, old, edited);
  }

  /** Text may become media, media other media. */
  private Future<?> media(ApiCall call) {
    target(call);
    JsonObject input = call.object("media").orElseGet(JsonObject::new);
    return media
        .content(call, input)
        .compose(
            content -> {
              JsonObject old = target(call);
              JsonObject edited = without(without(old, TEXT), CAPTION);
              for (FileKind kind : FileKind.values()) {
                edited.remove(kind.field());
              }
              edited.remove("has_media_spoiler");
              return saved(call, old, edited.mergeIn(content));
            });
  }

  private Future<?> keyboard(ApiCall call) {
    JsonObject old = target(call);
    return saved(call, old, old.copy());
  }

  private Future<?> saved(ApiCall call, JsonObject old, JsonObject edited) {
    edited.remove("reply_markup");
    call.object("reply_markup")
        .flatMap(Keyboards::checked)
        .ifPresent(markup -> edited.put("reply_markup", markup));
    if (edited.equals(old)) {
      throw ApiError.badRequest(
          "message is not modified: specified new message content and reply markup are exactly the"
              + " same as a current content and reply markup of the message");
    }
    return Future.succeededFuture(world.chats().replace(call.chatId(), edited));
  }

  /** The message to edit: the bot's own, in a chat that exists. */
  @CanIgnoreReturnValue
  private JsonObject target(ApiCall call) {
    if (call.has("inline_message_id")) {
      throw ApiError.badRequest("inline messages are not available in this emulator");
    }
    long chatId = world.people().known(call.chatId()).id();
    JsonObject message =
        world
            .chats()
            .find(chatId, call.messageId())
            .orElseThrow(() -> ApiError.badRequest("message to edit not found"));
    if (!message.getJsonObject("from").getBoolean("is_bot")) {
      throw ApiError.badRequest("message can't be edited");
    }
    return message;
  }

  private static JsonObject without(JsonObject message, List<String> fields) {
    JsonObject rest = message.copy();
    fields.forEach(rest::remove);
    return rest;
  }

  private static boolean isMedia(JsonObject message) {
    return java.util.Arrays.stream(FileKind.values()).anyMatch(k -> message.containsKey(k.field()));
  }
}
