package trt.console;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import trt.domain.inbox.ChatKeys;
import trt.postgres.QuarantineStore.SetAside;

/** What could not be handled and waits for a decision. */
final class MistakesPage implements Page {
  private static final int MOST = 200;

  private final ConsoleParts parts;

  MistakesPage(ConsoleParts parts) {
    this.parts = parts;
  }

  @Override
  public String path() {
    return "/mistakes";
  }

  @Override
  public String title() {
    return "Set aside";
  }

  @Override
  public Future<List<Html>> body(Visit visit) {
    return parts
        .stores()
        .db()
        .transaction(connection -> parts.stores().overview().quarantine(connection).list(MOST))
        .map(
            all ->
                List.of(
                    Html.of(
                            "p",
                            "Updates whose handler failed four times, or that killed the process."
                                + " Their chats were told the number and go on. Oldest first.")
                        .with("class", "hint"),
                    Html.of("section", table(visit, all))));
  }

  private static Html table(Visit visit, List<SetAside> all) {
    List<List<?>> rows = new ArrayList<>();
    for (SetAside one : all) {
      rows.add(
          List.of(
              Pieces.link(one.id(), "/mistake", "id", one.id()),
              Pieces.ago(visit.now(), one.at()),
              one.kind().name().toLowerCase(Locale.ROOT),
              ChatKeys.chat(one.chatKey()),
              one.attempts(),
              one.payload().isPresent() ? one.reason() : one.reason() + " (content gone)"));
    }
    return Pieces.table(
        List.of("Number", "Since", "Kind", "Chat", "Attempts", "Reason"),
        rows,
        "Nothing is set aside.");
  }
}
