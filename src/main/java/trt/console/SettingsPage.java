package trt.console;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import trt.config.ShownSetting;

/** Every setting of this process. */
final class SettingsPage implements Page {
  private static final int LONGEST = 600;

  private final ConsoleParts parts;

  SettingsPage(ConsoleParts parts) {
    this.parts = parts;
  }

  @Override
  public String path() {
    return "/settings";
  }

  @Override
  public String title() {
    return "Configuration";
  }

  @Override
  public Future<List<Html>> body(Visit visit) {
    Map<String, List<List<?>>> sections = new LinkedHashMap<>();
    for (ShownSetting one : ShownSetting.of(parts.config(), parts.live().current().get())) {
      String section = one.path().substring(0, one.path().indexOf('.'));
      sections.computeIfAbsent(section, name -> new ArrayList<>()).add(row(one));
    }
    List<Html> body = new ArrayList<>();
    body.add(
        Html.of(
                "p",
                "As it is now in this process; what has changed since its start is marked, with what"
                    + " it was. Secrets are never shown, of addresses the login is left out. What"
                    + " operators have switched in the chat, prices included, lies over this. The"
                    + " reference is docs/configuration.md.")
            .with("class", "hint"));
    sections.forEach(
        (name, rows) ->
            body.add(
                Html.of(
                    "section",
                    Html.of("h2", name),
                    Pieces.table(List.of("Setting and variable", "Value", "Meaning"), rows, ""))));
    return Future.succeededFuture(body);
  }

  private static Html value(String text) {
    String cut = text.length() <= LONGEST ? text : text.substring(0, LONGEST - 1) + "…";
    return Pieces.words(cut.isEmpty() ? "empty" : cut);
  }

  private static List<?> row(ShownSetting one) {
    return List.of(
        List.of(
            Pieces.code(one.path()),
            Html.of("br"),
            Html.of("small", one.variable()).with("class", "hint")),
        one.isChanged()
            ? List.of(
                value(one.value()),
                Html.of("br"),
                Pieces.status("degraded", "changed"),
                Html.of("small", " was ", value(one.atStart())).with("class", "hint"))
            : value(one.value()),
        Html.of("span", one.meaning()));
  }
}
