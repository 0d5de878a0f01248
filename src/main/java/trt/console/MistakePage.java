package trt.console;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import trt.domain.inbox.ChatKeys;
import trt.postgres.QuarantineStore.SetAside;

/** One update that was set aside, and what can be done about it. */
final class MistakePage implements Page {
  private final ConsoleParts parts;

  MistakePage(ConsoleParts parts) {
    this.parts = parts;
  }

  @Override
  public String path() {
    return "/mistake";
  }

  @Override
  public String belongsTo() {
    return "/mistakes";
  }

  @Override
  public String title() {
    return "Set aside";
  }

  @Override
  public Future<List<Html>> body(Visit visit) {
    String id = visit.text("id").toUpperCase(Locale.ROOT);
    return parts
        .stores()
        .db()
        .transaction(connection -> parts.stores().overview().quarantine(connection).find(id))
        .map(
            found ->
                body(
                    visit,
                    found.orElseThrow(
                        () -> Unwelcome.absent("There is nothing set aside under " + id + "."))));
  }

  private static List<Html> body(Visit visit, SetAside one) {
    List<Html> body = new ArrayList<>();
    body.add(Html.of("p", Pieces.link("← Set aside", "/mistakes")));
    String deed = visit.text("do");
    if (deed.equals("replay") && one.payload().isPresent()) {
      body.add(confirm(visit, one, "replay", "Let it run again?", "Run it again", AGAIN));
    } else if (deed.equals("drop")) {
      body.add(confirm(visit, one, "drop", "Give it up?", "Give it up", FOR_GOOD));
    }
    body.add(
        Html.of(
            "section",
            Html.of("h2", one.id()),
            facts(visit, one),
            deed.isEmpty() ? deeds(one) : ""));
    body.add(content(visit, one));
    return body;
  }

  private static final String AGAIN =
      "The bot handles it once more, before what else waits in its chat.";
  private static final String FOR_GOOD =
      "It is never handled. Its content stays in the log of updates as long as that is kept.";

  private static Html confirm(
      Visit visit, SetAside one, String deed, String question, String button, String meaning) {
    Html form =
        Pieces.form(
                visit,
                "/" + deed,
                Pieces.hidden("id", one.id()),
                Pieces.reason(),
                Pieces.button(button, deed.equals("drop")),
                Pieces.link("Cancel", "/mistake", "id", one.id()).with("class", "button quiet"))
            .with("class", "row");
    return Html.of("section", Html.of("h2", question), Html.of("p", meaning), form);
  }

  private static Html facts(Visit visit, SetAside one) {
    return Pieces.facts(
        "Since", Pieces.ago(visit.now(), one.at()),
        "Kind", one.kind().name().toLowerCase(Locale.ROOT),
        "Chat", Pieces.code(ChatKeys.chat(one.chatKey())),
        "Update", Pieces.code(one.updateId()),
        "Attempts", one.attempts(),
        "Reason", one.reason());
  }

  private static Html deeds(SetAside one) {
    Html actions = Html.of("div").with("class", "actions");
    if (one.payload().isPresent()) {
      actions.add(
          Pieces.link("Run it again…", "/mistake", "id", one.id(), "do", "replay")
              .with("class", "button"));
    }
    return actions.add(
        Pieces.link("Give it up…", "/mistake", "id", one.id(), "do", "drop")
            .with("class", "button danger"));
  }

  private static Html content(Visit visit, SetAside one) {
    if (one.payload().isEmpty()) {
      return Html.of(
          "section",
          Html.of("h2", "Content"),
          Html.of("p", "It is gone; this cannot run again.").with("class", "none"));
    }
    boolean whole = visit.text("words").equals("shown");
    Html other =
        whole
            ? Pieces.link("Hide what people wrote", "/mistake", "id", one.id())
            : Pieces.link("Show what people wrote", "/mistake", "id", one.id(), "words", "shown");
    return Html.of(
        "section",
        Html.of("h2", whole ? "The update" : "Its form, without what people wrote"),
        Html.of("pre", text(one.payload().get(), whole)),
        Html.of("p", other));
  }

  /** What cannot be read may be the very reason why it is here. */
  private static String text(Buffer payload, boolean whole) {
    try {
      JsonObject update = new JsonObject(payload);
      return (whole ? update : PayloadShape.of(update)).encodePrettily();
    } catch (DecodeException e) {
      return "This is not JSON: " + payload.length() + " bytes.";
    }
  }
}
