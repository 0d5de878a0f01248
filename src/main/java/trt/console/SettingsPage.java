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
    for (ShownSetting one : ShownSetting.of(parts.config())) {
      String section = one.path().substring(0, one.path().indexOf('.'));
      sections.computeIfAbsent(section, name -> new ArrayList<>()).add(row(one));
    }
    List<Html> body = new ArrayList<>();
    body.add(
        Html.of(
                "p",
                "As this process was started. Secrets are never shown, of addresses the login is left"
                    + " out. What is marked Live may have been changed since: in conf/local.json, by"
                    + " operators in the chat, or on the page Overview. The reference is"
                    + " docs/configuration.md.")
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

  private static List<?> row(ShownSetting one) {
    String value =
        one.value().length() <= LONGEST ? one.value() : one.value().substring(0, LONGEST - 1) + "…";
    return List.of(
        List.of(
            Pieces.code(one.path()),
            Html.of("br"),
            Html.of("small", one.variable()).with("class", "hint")),
        Pieces.words(value.isEmpty() ? "empty" : value),
        Html.of("span", one.meaning()));
  }
}
