package trt.routing;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.SqlConnection;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import trt.domain.dialogue.Input;
import trt.domain.dialogue.PastDeed;
import trt.domain.dialogue.PastView;
import trt.domain.dialogue.Screen;
import trt.postgres.PastStore;
import trt.postgres.TasteStore;
import trt.text.ScreenRenderer;

/** What people do with their own results and models, in the transaction of the update. */
final class PastDeeds {
  private final PastStore past;
  private final TasteStore tastes;
  private final ScreenRenderer renderer;

  PastDeeds(PastStore past, TasteStore tastes, ScreenRenderer renderer) {
    this.past = past;
    this.tastes = tastes;
    this.renderer = renderer;
  }

  Future<Void> run(
      SqlConnection connection, Received received, String lang, PastDeed deed, Replies replies) {
    long person = received.person().id();
    if (deed instanceof PastDeed.Keep keep) {
      return past.keep(connection, person, keep.job(), keep.on());
    }
    if (deed instanceof PastDeed.Like like) {
      return tastes.like(connection, person, like.model(), like.on());
    }
    if (deed instanceof PastDeed.Preset preset) {
      return tastes.preset(connection, person, preset.model(), preset.values());
    }
    if (deed instanceof PastDeed.Erase erase) {
      return past.erase(connection, person, erase.job())
          .map(
              messages -> {
                TreeSet<Long> all = new TreeSet<>(messages);
                all.add(erase.message());
                all.removeIf(id -> id <= 0);
                delete(received, all, erase.message(), replies);
                return null;
              });
    }
    if (deed instanceof PastDeed.Relabel relabel) {
      relabel(received, lang, relabel, replies);
    } else if (deed instanceof PastDeed.Say say) {
      replies.add("sendMessage", message(received, lang, say.screen()));
    } else if (deed instanceof PastDeed.Resend resend) {
      resend(received, lang, resend, replies);
    }
    return Future.succeededFuture();
  }

  private void relabel(Received received, String lang, PastDeed.Relabel relabel, Replies replies) {
    if (received.input() instanceof Input.Press press && press.messageId() > 0) {
      JsonObject params =
          message(received, press.messageId())
              .put("reply_markup", renderer.keyboard(lang, relabel.rows()));
      replies.change("editMessageReplyMarkup", new JsonObject().put("params", params));
    }
  }

  /** What may not be taken out of the chat any more loses its buttons. */
  private static void delete(
      Received received, SortedSet<Long> all, long withButtons, Replies replies) {
    if (all.isEmpty()) {
      return;
    }
    JsonObject instead =
        new JsonObject()
            .put("method", "editMessageReplyMarkup")
            .put("params", message(received, withButtons > 0 ? withButtons : all.last()));
    JsonObject params =
        all.size() == 1
            ? message(received, all.first())
            : new JsonObject()
                .put("chat_id", received.chatId())
                .put("message_ids", new JsonArray(List.copyOf(all)));
    replies.change(
        all.size() == 1 ? "deleteMessage" : "deleteMessages",
        new JsonObject().put("params", params).put("fallback", instead));
  }

  private static JsonObject message(Received received, long id) {
    return new JsonObject().put("chat_id", received.chatId()).put("message_id", id);
  }

  private void resend(Received received, String lang, PastDeed.Resend resend, Replies replies) {
    List<PastView.Made> files = resend.files();
    for (int i = 0; i < files.size(); i++) {
      PastView.Made file = files.get(i);
      JsonObject params =
          new JsonObject().put("chat_id", received.chatId()).put(file.shown(), file.fileId());
      boolean last = i == files.size() - 1;
      if (last) {
        params
            .put("caption", renderer.caption(lang, resend.caption()))
            .put("parse_mode", "HTML")
            .put("reply_markup", renderer.keyboard(lang, resend.rows()));
      }
      JsonObject body = new JsonObject().put("params", params);
      if (last) {
        body.put("fallback", message(received, lang, resend.gone()).put("method", "sendMessage"));
      }
      replies.add(method(file.shown()), body);
    }
  }

  private static String method(String kind) {
    return "send" + Character.toUpperCase(kind.charAt(0)) + kind.substring(1);
  }

  private JsonObject message(Received received, String lang, Screen screen) {
    return new JsonObject()
        .put("params", renderer.message(lang, screen).put("chat_id", received.chatId()));
  }
}
