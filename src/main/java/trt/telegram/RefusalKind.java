package trt.telegram;

import java.util.List;
import java.util.Locale;

/** Why Telegram refused, as far as it decides what happens next. */
public enum RefusalKind {
  /** The message already looks like that: as good as done. */
  NOT_MODIFIED,
  /** The message is deleted or too old to change: send a new one or drop. */
  MESSAGE_GONE,
  /** The topic is closed or deleted: the same without it. */
  TOPIC_GONE,
  /** The button press or query is no longer answerable: drop. */
  QUERY_TOO_OLD,
  /** The chat does not exist for this bot. */
  CHAT_GONE,
  /** The person blocked the bot, or the group removed it. */
  BLOCKED,
  /** The group became a supergroup: repeat once with the new chat id. */
  MIGRATED,
  /** The text's formatting does not parse: repeat once as plain text. */
  BAD_MARKUP,
  /** The content itself is refused: text, buttons, file, address or size. */
  CONTENT,
  /** The token is wrong or revoked: nothing works until an operator changes it. */
  UNAUTHORIZED,
  /** Another process polls, or a webhook is set while polling. */
  CONFLICT,
  /** The Stars went back earlier: as good as done. */
  ALREADY_REFUNDED,
  /** Anything else, permanent for this call. */
  OTHER;

  private record Sign(int code, String text, RefusalKind kind) {}

  // Texts change between releases of the server, so only their stable middle is looked for; the
  // first match wins.
  private static final List<Sign> SIGNS =
      List.of(
          new Sign(0, "charge_already_refunded", ALREADY_REFUNDED),
          new Sign(400, "message is not modified", NOT_MODIFIED),
          new Sign(400, "query is too old", QUERY_TOO_OLD),
          new Sign(400, "query_id_invalid", QUERY_TOO_OLD),
          new Sign(400, "message thread not found", TOPIC_GONE),
          new Sign(400, "topic_closed", TOPIC_GONE),
          new Sign(400, "topic_deleted", TOPIC_GONE),
          new Sign(400, "message to ", MESSAGE_GONE),
          new Sign(400, "message can't be ", MESSAGE_GONE),
          new Sign(400, "message_id_invalid", MESSAGE_GONE),
          new Sign(400, "no text in the message to edit", MESSAGE_GONE),
          new Sign(400, "no caption in the message to edit", MESSAGE_GONE),
          new Sign(400, "upgraded to a supergroup", MIGRATED),
          new Sign(400, "chat not found", CHAT_GONE),
          new Sign(400, "user not found", CHAT_GONE),
          new Sign(400, "peer_id_invalid", CHAT_GONE),
          new Sign(400, "chat_id is empty", CHAT_GONE),
          new Sign(400, "can't parse entities", BAD_MARKUP),
          new Sign(400, "entity_", BAD_MARKUP),
          new Sign(400, "message is too long", CONTENT),
          new Sign(400, "message text is empty", CONTENT),
          new Sign(400, "message_too_long", CONTENT),
          new Sign(400, "media_caption_too_long", CONTENT),
          new Sign(400, "caption is too long", CONTENT),
          new Sign(400, "button", CONTENT),
          new Sign(400, "file identifier", CONTENT),
          new Sign(400, "http url", CONTENT),
          new Sign(400, "web page", CONTENT),
          new Sign(400, "webpage_", CONTENT),
          new Sign(400, "photo_", CONTENT),
          new Sign(400, "image_process_failed", CONTENT),
          new Sign(400, "file is too big", CONTENT),
          new Sign(400, "wrong type", CONTENT),
          new Sign(401, "", UNAUTHORIZED),
          new Sign(403, "", BLOCKED),
          new Sign(404, "", UNAUTHORIZED),
          new Sign(409, "", CONFLICT),
          new Sign(413, "", CONTENT));

  /** Reads Telegram's code and words. A 404 means a malformed token: our methods all exist. */
  public static RefusalKind of(int code, String description) {
    String words = description.toLowerCase(Locale.ROOT);
    return SIGNS.stream()
        .filter(sign -> (sign.code == 0 || sign.code == code) && words.contains(sign.text))
        .map(Sign::kind)
        .findFirst()
        .orElse(OTHER);
  }
}
