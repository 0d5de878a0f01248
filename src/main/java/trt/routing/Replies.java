package trt.routing;

import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import trt.domain.dialogue.Input;
import trt.domain.dialogue.Reply;
import trt.domain.dialogue.Screen;
import trt.domain.dialogue.Session;
import trt.domain.inbox.PendingUpdate;
import trt.domain.inbox.Shards;
import trt.domain.outbox.DeliveryClass;
import trt.domain.outbox.Draft;
import trt.text.Addressing;
import trt.text.ScreenRenderer;

/**
 * The calls to Telegram that one update leads to. One menu at a time: a menu that is replaced by a
 * new message loses its buttons.
 */
final class Replies {
  /** Telegram forgets a callback query after 150 s; answering later is pointless. */
  private static final Duration QUERY_LIFE = Duration.ofSeconds(150);

  private final ScreenRenderer renderer;
  private final Received received;
  private final String lang;
  private final Instant now;
  private final List<Draft> drafts = new ArrayList<>();
  private Optional<String> menu;
  private Optional<Session> kept = Optional.empty();
  private boolean queryAnswered;

  Replies(
      ScreenRenderer renderer, Received received, String lang, Instant now, Optional<String> menu) {
    this.renderer = renderer;
    this.received = received;
    this.lang = lang;
    this.now = now;
    this.menu = menu;
  }

  /**
   * Where the living menu is after {@link #show}: a message id, or the name of the call that makes
   * it.
   */
  Optional<String> menu() {
    return menu;
  }

  /** The dialogue stays where it was, whatever the turn decided: what it decided did not happen. */
  void keep(Session session) {
    kept = Optional.of(session);
    menu = session.menu();
  }

  /** The dialogue's place if it stays. */
  Optional<Session> kept() {
    return kept;
  }

  void toast(Reply.Toast toast) {
    if (received.callbackQueryId().isPresent() && !queryAnswered) {
      answerQuery(
          new JsonObject()
              .put("text", renderer.notice(lang, toast.text()))
              .put("show_alert", toast.alert()));
    }
  }

  /**
   * Shows a menu: in place where it was pressed, else as a new message, taking the buttons off the
   * old one.
   */
  void show(Screen screen) {
    Optional<Long> pressed = editable();
    if (pressed.isPresent()) {
      edit(pressed.get(), screen);
      endOther(pressed.get());
      menu = Optional.of("m:" + pressed.get());
      return;
    }
    String name = name();
    JsonObject params = renderer.message(lang, screen).put("chat_id", received.chatId());
    add(name, DeliveryClass.MUST_ARRIVE, "sendMessage", params, Optional.empty());
    menu.ifPresent(this::takeButtonsOff);
    menu = Optional.of("d:" + name);
  }

  /**
   * Turns the pressed menu into something that is no menu any more, such as the status of a job.
   */
  void turnInto(Screen screen) {
    Optional<Long> pressed = editable();
    if (pressed.isPresent()) {
      edit(pressed.get(), screen);
      endOther(pressed.get());
    } else {
      JsonObject params = renderer.message(lang, screen).put("chat_id", received.chatId());
      add(name(), DeliveryClass.MUST_ARRIVE, "sendMessage", params, Optional.empty());
    }
    menu = Optional.empty();
  }

  /** Something to pay, under the menu, which stays. */
  void invoice(JsonObject params) {
    params.put("chat_id", received.chatId());
    add(name(), DeliveryClass.MUST_ARRIVE, "sendInvoice", params, Optional.empty());
  }

  /** A message in somebody else's chat. */
  void tell(Reply.Tell wish) {
    JsonObject params = renderer.message(wish.lang(), wish.screen()).put("chat_id", wish.person());
    drafts.add(
        new Draft(
            Shards.of(wish.person()),
            wish.person(),
            name(),
            DeliveryClass.MUST_ARRIVE,
            "sendMessage",
            new JsonObject().put("params", params).encode(),
            Optional.empty(),
            Optional.empty()));
  }

  /** A message that is no menu. */
  void add(String method, JsonObject body) {
    draft(name(), DeliveryClass.MUST_ARRIVE, method, body, Optional.empty());
  }

  /** A call about something else than this update, under a name of its own. */
  void elsewhere(Draft draft) {
    drafts.add(draft);
  }

  /** All calls, in the order in which they are made. */
  List<Draft> drafts() {
    if (received.callbackQueryId().isPresent() && !queryAnswered) {
      answerQuery(new JsonObject());
    }
    return drafts;
  }

  /**
   * Where an older menu was pressed, that one lives again and the newer one ends. A menu whose
   * number is not known yet may be the very one that was pressed: it keeps its buttons.
   */
  private void endOther(long pressed) {
    menu.filter(newer -> newer.startsWith("m:") && !newer.equals("m:" + pressed))
        .ifPresent(this::takeButtonsOff);
  }

  private Optional<Long> editable() {
    return received.input() instanceof Input.Press press
            && !press.onMedia()
            && press.messageId() > 0
        ? Optional.of(press.messageId())
        : Optional.empty();
  }

  private void edit(long messageId, Screen screen) {
    JsonObject params = renderer.message(lang, screen).put("chat_id", received.chatId());
    JsonObject fallback =
        new JsonObject().put("method", "sendMessage").put("params", params.copy());
    JsonObject body =
        new JsonObject()
            .put("params", params.put("message_id", messageId))
            .put("fallback", fallback);
    draft(name(), DeliveryClass.IDEMPOTENT, "editMessageText", body, Optional.empty());
  }

  private void takeButtonsOff(String place) {
    JsonObject params = new JsonObject().put("chat_id", received.chatId());
    boolean known = place.startsWith("m:");
    if (known) {
      params.put("message_id", Long.parseLong(place.substring(2)));
    }
    Optional<String> target = known ? Optional.empty() : Optional.of(place.substring(2));
    add(name(), DeliveryClass.IDEMPOTENT, "editMessageReplyMarkup", params, target);
  }

  private void answerQuery(JsonObject params) {
    queryAnswered = true;
    params.put("callback_query_id", received.callbackQueryId().orElse(""));
    PendingUpdate update = received.update();
    drafts.add(
        0,
        new Draft(
            update.shard(),
            update.chatKey(),
            "q:" + update.feedId() + ":" + update.updateId(),
            DeliveryClass.IDEMPOTENT,
            "answerCallbackQuery",
            new JsonObject().put("params", params).encode(),
            Optional.empty(),
            Optional.of(now.plus(QUERY_LIFE))));
  }

  private void add(
      String name, DeliveryClass kind, String method, JsonObject params, Optional<String> target) {
    draft(name, kind, method, new JsonObject().put("params", params), target);
  }

  private void draft(
      String name, DeliveryClass kind, String method, JsonObject body, Optional<String> target) {
    PendingUpdate update = received.update();
    Addressing.apply(received.place(), method, body);
    drafts.add(
        new Draft(
            update.shard(),
            update.chatKey(),
            name,
            kind,
            method,
            body.encode(),
            target,
            Optional.empty()));
  }

  private String name() {
    PendingUpdate update = received.update();
    return "u:" + update.feedId() + ":" + update.updateId() + ":" + drafts.size();
  }
}
