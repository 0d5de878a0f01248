package trt.domain.dialogue.admin;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import trt.domain.dialogue.Button;
import trt.domain.dialogue.Excerpt;
import trt.domain.dialogue.Phrase;
import trt.domain.dialogue.Screen;

/** The operators' menu, how the parts of the bot are, the numbers of today, the log of changes. */
final class MenuScreens {
  private static final int SHORT = 60;

  private MenuScreens() {}

  static Screen menu(Switches switches) {
    Phrase text =
        new Phrase(
            "admin.menu",
            Map.of(
                "sales",
                switches.closed() ? "closed" : "open",
                "maintenance",
                switches.maintenance() ? "yes" : "no"));
    return new Screen(
        text,
        List.of(
            List.of(
                Lines.button("admin.button.health", "health"),
                Lines.button("admin.button.today", "today")),
            List.of(
                Lines.button("admin.button.people", "seek", "person"),
                Lines.button("admin.button.payments", "pays")),
            List.of(
                Lines.button("admin.button.jobs", "jobs"),
                Lines.button("admin.button.errors", "errs")),
            List.of(
                Lines.button("admin.button.switches", "sw"),
                Lines.button("admin.button.stats", "stats")),
            List.of(
                Lines.button("admin.button.casts", "casts"),
                Lines.button("admin.button.log", "log")),
            List.of(Lines.button("admin.button.console", "console"))));
  }

  static Screen broadcasts(AdminView.Broadcasts broadcasts) {
    List<Phrase> lines = new ArrayList<>();
    List<Button> buttons = new ArrayList<>();
    for (Broadcast one : broadcasts.broadcasts()) {
      lines.add(broadcast(one));
      if (one.state().equals("running")) {
        buttons.add(Lines.button("admin.button.halt", "do", Deed.HALT, one.id()));
      }
    }
    buttons.add(Lines.button("admin.button.cast", "do", Deed.CAST, "-"));
    buttons.add(Lines.button("admin.button.again", "casts"));
    return Lines.screen(Phrase.of("admin.casts", "lines", Lines.of(lines)), buttons);
  }

  private static Phrase broadcast(Broadcast one) {
    return new Phrase(
        "admin.casts.line",
        Map.of(
            "id", String.valueOf(one.id()),
            "at", Lines.time(one.at()),
            "segment", one.segment(),
            "state", one.state(),
            "written", one.written(),
            "waiting", one.waiting(),
            "words", Excerpt.of(one.words(), SHORT)));
  }

  static Screen health(AdminView.Health health) {
    AdminView.Health.Waiting waits = health.waiting();
    Map<String, Object> args = new LinkedHashMap<>();
    args.put("status", health.status());
    args.put("parts", Lines.of(health.parts().stream().map(MenuScreens::part).toList()));
    args.put("units", Lines.of(health.units().stream().map(MenuScreens::part).toList()));
    args.put("updates", waits.updates());
    args.put("updateAge", waits.updateAge());
    args.put("messages", waits.messages());
    args.put("messageAge", waits.messageAge());
    args.put("setAside", waits.setAside());
    args.put("drift", waits.drift());
    args.put("credits", health.credits().map(BigDecimal::toPlainString).orElse("?"));
    return Lines.screen(
        new Phrase("admin.health", args), List.of(Lines.button("admin.button.again", "health")));
  }

  private static Phrase part(AdminView.Health.Part part) {
    return new Phrase(
        "admin.health.part",
        Map.of("name", part.name(), "status", part.status(), "detail", part.detail()));
  }

  static Screen today(AdminView.Today today) {
    Map<String, Object> args = new LinkedHashMap<>();
    args.put("new", today.newPeople());
    args.put("active", today.active());
    args.put("ordered", today.ordered());
    args.put("succeeded", today.succeeded());
    args.put("failed", today.failed());
    args.put("live", today.live());
    args.put("revenue", new Phrase.Stars(today.revenue()));
    args.put("paid", today.paid());
    args.put("refunded", today.refunded());
    return Lines.screen(
        new Phrase("admin.today", args), List.of(Lines.button("admin.button.again", "today")));
  }

  static Screen console(AdminView.Console console) {
    Phrase text =
        new Phrase(
            "admin.console",
            Map.of(
                "link", console.link(),
                "reachable", console.reachable() ? "yes" : "no",
                "minutes", console.minutes()));
    return Lines.screen(text, List.of());
  }

  static Screen log(AdminView.Log log) {
    List<Phrase> lines =
        log.entries().stream()
            .map(
                entry ->
                    new Phrase(
                        "admin.log.line",
                        Map.of(
                            "at", Lines.time(entry.at()),
                            "admin", String.valueOf(entry.admin()),
                            "deed", entry.deed(),
                            "subject", Excerpt.of(entry.subject(), SHORT),
                            "details", Excerpt.of(entry.details(), SHORT),
                            "reason", Excerpt.of(entry.reason(), SHORT))))
            .toList();
    return Lines.screen(Phrase.of("admin.log", "lines", Lines.of(lines)), List.of());
  }
}
