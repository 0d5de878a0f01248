package trt.domain.dialogue.admin;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import trt.domain.dialogue.Button;
import trt.domain.dialogue.Excerpt;
import trt.domain.dialogue.Phrase;
import trt.domain.dialogue.Screen;

/** People: who was found, a card, the last movements of money. */
final class PersonScreens {
  private static final int NAME = 40;
  private static final int REASON = 200;

  private PersonScreens() {}

  static Screen people(AdminView.People people) {
    List<Button> buttons = new ArrayList<>();
    for (AdminView.People.Found found : people.found()) {
      buttons.add(Lines.labelled(label(found), "p", found.id()));
    }
    buttons.add(Lines.button("admin.button.people", "seek", "person"));
    return Lines.screen(Phrase.of("admin.people", "count", people.found().size()), buttons);
  }

  private static String label(AdminView.People.Found found) {
    String name = Excerpt.of(found.name(), NAME) + " · " + found.id();
    return found.username().isEmpty() ? name : name + " · @" + found.username();
  }

  static Screen card(AdminView.Person person) {
    long id = person.who().id();
    List<List<Button>> rows =
        List.of(
            List.of(
                Lines.button("admin.button.moves", "mv", id),
                Lines.button("admin.button.payments", "pays", id),
                Lines.button("admin.button.jobs", "jobs", id)),
            List.of(
                Lines.button("admin.button.credit", "do", Deed.CREDIT, id),
                Lines.button("admin.button.debit", "do", Deed.DEBIT, id)),
            List.of(
                Lines.button("admin.button.tell", "do", Deed.TELL, id),
                person.ban().isPresent()
                    ? Lines.button("admin.button.unban", "do", Deed.UNBAN, id)
                    : Lines.button("admin.button.ban", "do", Deed.BAN, id)));
    return Lines.rows(new Phrase("admin.person", values(person)), rows);
  }

  private static Map<String, Object> values(AdminView.Person person) {
    Map<String, Object> args = new LinkedHashMap<>();
    args.put("name", Excerpt.of(person.who().name(), NAME));
    args.put("hasUsername", person.who().username().isEmpty() ? "no" : "yes");
    args.put("username", person.who().username());
    args.put("id", String.valueOf(person.who().id()));
    args.put("lang", person.lang());
    args.put("since", Lines.time(person.since()));
    args.put("seen", person.seenOn().map(Object::toString).orElse("?"));
    args.put("available", new Phrase.Stars(person.available()));
    args.put("held", new Phrase.Stars(person.held()));
    args.put("debt", new Phrase.Stars(person.debt()));
    args.put("free", person.freeLeft());
    args.put("jobs", person.jobs());
    args.put("payments", person.payments());
    args.put("paid", person.paid());
    args.put("banned", person.ban().isPresent() ? "yes" : "no");
    args.put("banReason", person.ban().map(ban -> Excerpt.of(ban.reason(), REASON)).orElse("–"));
    args.put("banAt", person.ban().map(ban -> Lines.time(ban.at())).orElse("–"));
    return args;
  }

  static Screen moves(AdminView.Moves moves) {
    List<Phrase> lines = moves.moves().stream().map(PersonScreens::move).toList();
    Phrase text =
        new Phrase(
            "admin.moves", Map.of("id", String.valueOf(moves.person()), "lines", Lines.of(lines)));
    return Lines.screen(text, List.of(Lines.button("admin.button.card", "p", moves.person())));
  }

  private static Phrase move(AdminView.Moves.Move move) {
    return new Phrase(
        "admin.moves.line",
        Map.of(
            "at",
            Lines.time(move.at()),
            "sign",
            move.change() > 0 ? "+" : move.change() < 0 ? "−" : "·",
            "amount",
            new Phrase.Stars(move.amount()),
            "kind",
            move.kind(),
            "hasJob",
            move.job() > 0 ? "yes" : "no",
            "job",
            String.valueOf(move.job())));
  }
}
