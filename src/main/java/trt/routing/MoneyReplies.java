package trt.routing;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.SqlConnection;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import trt.domain.dialogue.Phrase;
import trt.domain.dialogue.Reply;
import trt.domain.dialogue.Screen;
import trt.domain.inbox.Shards;
import trt.domain.outbox.DeliveryClass;
import trt.domain.outbox.Draft;
import trt.postgres.OutboxStore;
import trt.text.ScreenRenderer;
import trt.text.Texts;

/** Tables as files, and words to the admins. */
final class MoneyReplies {
  private static final int MOST_IN_A_CELL = 200;

  /** Tells spreadsheets that it is UTF-8. */
  private static final String MARK = "\uFEFF";

  private final RoutingParts.Accounts parts;
  private final OutboxStore outbox;
  private final ScreenRenderer renderer;

  MoneyReplies(RoutingParts.Accounts parts, OutboxStore outbox, ScreenRenderer renderer) {
    this.parts = parts;
    this.outbox = outbox;
    this.renderer = renderer;
  }

  Future<Void> send(
      SqlConnection connection,
      Received received,
      String lang,
      Reply.OfMoney reply,
      Replies replies,
      Effects effects) {
    if (reply instanceof Reply.OfMoney.TellAdmins tell) {
      return tell(connection, tell, effects);
    }
    replies.add("sendDocument", document(received.chatId(), lang, (Reply.OfMoney.Table) reply));
    return Future.succeededFuture();
  }

  private JsonObject document(long chatId, String lang, Reply.OfMoney.Table table) {
    byte[] bytes = csv(lang, table.rows()).getBytes(StandardCharsets.UTF_8);
    JsonObject file =
        new JsonObject()
            .put("name", "f0")
            .put("url", "data:;base64," + Base64.getEncoder().encodeToString(bytes))
            .put("fileName", table.fileName())
            .put("mediaType", "text/csv");
    return new JsonObject()
        .put(
            "params",
            new JsonObject()
                .put("chat_id", chatId)
                .put("document", "attach://f0")
                .put("disable_content_type_detection", true)
                .put("caption", renderer.caption(lang, table.caption()))
                .put("parse_mode", "HTML"))
        .put("files", new JsonArray().add(file))
        .put(
            "fallback",
            new JsonObject()
                .put("method", "sendMessage")
                .put("params", message(chatId, lang, Phrase.of("statement.failed"))));
  }

  private JsonObject told(long admin, String lang, Screen screen) {
    return screen.rows().isEmpty()
        ? message(admin, lang, screen.text())
        : renderer.message(lang, screen).put("chat_id", admin);
  }

  private JsonObject message(long chatId, String lang, Phrase phrase) {
    JsonObject params = renderer.message(lang, new Screen(phrase, List.of()));
    params.remove("reply_markup");
    return params.put("chat_id", chatId);
  }

  /** As RFC 4180 has it. A phrase that comes again is rendered once. */
  private String csv(String lang, List<List<Object>> rows) {
    Map<Phrase, String> rendered = new HashMap<>();
    StringBuilder text = new StringBuilder(MARK);
    for (List<Object> row : rows) {
      String separator = "";
      for (Object cell : row) {
        String words =
            cell instanceof String known
                ? known
                : rendered.computeIfAbsent(
                    phrase(cell), phrase -> renderer.line(lang, phrase, MOST_IN_A_CELL));
        text.append(separator).append(quoted(words));
        separator = ",";
      }
      text.append("\r\n");
    }
    return text.toString();
  }

  private static Phrase phrase(Object cell) {
    return cell instanceof Phrase phrase ? phrase : Phrase.of("statement.cell", "value", cell);
  }

  private static String quoted(String words) {
    boolean plain = words.chars().noneMatch(c -> c == '"' || c == ',' || c == '\n' || c == '\r');
    return plain ? words : '"' + words.replace("\"", "\"\"") + '"';
  }

  private Future<Void> tell(
      SqlConnection connection, Reply.OfMoney.TellAdmins tell, Effects effects) {
    List<Long> admins = parts.admins().stream().sorted().toList();
    if (admins.isEmpty()) {
      return Future.succeededFuture();
    }
    return parts
        .wishes()
        .languages(connection, admins)
        .compose(
            languages -> {
              List<Draft> drafts = new ArrayList<>();
              for (long admin : admins) {
                String lang = languages.getOrDefault(admin, Texts.LANGUAGES.get(0));
                drafts.add(draft(admin, lang, tell));
              }
              return outbox.add(connection, drafts);
            })
        .onSuccess(effects.outgoing()::addAll)
        .mapEmpty();
  }

  /** A person's own chat has the person's number. */
  private Draft draft(long admin, String lang, Reply.OfMoney.TellAdmins tell) {
    return new Draft(
        Shards.of(admin),
        admin,
        "tell:" + admin + ":" + tell.name(),
        DeliveryClass.MUST_ARRIVE,
        "sendMessage",
        new JsonObject().put("params", told(admin, lang, tell.screen())).encode(),
        Optional.empty(),
        Optional.empty());
  }
}
