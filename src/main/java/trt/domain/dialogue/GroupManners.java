package trt.domain.dialogue;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;

/**
 * How the dialogue behaves where others read along: money and personal things are moved to the
 * private chat, balances are left out of texts, and it is said how to answer.
 */
public final class GroupManners {
  /** The verb of a button that leads to the private chat; its argument says where there. */
  public static final String LINK = "link";

  private static final Set<String> PUBLIC_COMMANDS =
      Set.of("start", "menu", "help", "cancel", "terms", "models");
  private static final Set<String> PUBLIC_BUTTONS =
      Set.of(
          "home", "help", "models", "m", "o", "c", "fd", "fs", "fw", "go", "again", "edit", "file",
          "stop", "var", "set", "once", "use", "fav", "del", "dy", "dn", "s", "sf", "sd", "sp",
          "sr", "like", "cf", "all", "qo", "qm", "ex", LINK);

  /** Texts that exist a second time without anything about the balance. */
  private static final Set<String> DISCREET =
      Set.of(
          "home.welcome",
          "home.menu",
          "cancel.done",
          "cancel.nothing",
          "unknown.words",
          "unknown.command",
          "confirm.paid",
          "confirm.free",
          "confirm.poor");

  /** What a deep link may open. */
  private static final Set<String> STARTS =
      Set.of(
          "menu",
          "help",
          "balance",
          "topup",
          "paysupport",
          "terms",
          "promo",
          "invite",
          "jobs",
          "language",
          "privacy",
          "export",
          "deletemydata",
          "history",
          "models");

  /** Whether a command of a group is meant for this bot even when it does not name it. */
  public static boolean knows(String command) {
    return PUBLIC_COMMANDS.contains(command) || STARTS.contains(command);
  }

  /** The command that a deep link stands for; anything else as it is. */
  static Input meant(Input input) {
    return input instanceof Input.Command command
            && command.name().equals("start")
            && STARTS.contains(command.argument())
        ? new Input.Command(command.argument(), "")
        : input;
  }

  Turn next(Scene scene, Input input, BiFunction<Scene, Input, Turn> answer) {
    if (isPrivate(input)) {
      return Turn.show(scene.session(), inPrivate(named(input)));
    }
    Turn turn = answer.apply(scene, input);
    boolean asks =
        turn.session().stage() == Session.Stage.WORDS
            || turn.session().stage() == Session.Stage.FILE
            || turn.session().stage() == Session.Stage.FIND;
    List<Reply> replies = new ArrayList<>();
    for (Reply reply : turn.replies()) {
      replies.add(discreet(reply, asks));
    }
    return new Turn(turn.session(), replies);
  }

  /** Whether it is nobody else's business. */
  static boolean isPrivate(Input input) {
    return (input instanceof Input.Command command && !PUBLIC_COMMANDS.contains(command.name()))
        || (input instanceof Input.Press press && !PUBLIC_BUTTONS.contains(press.action().verb()));
  }

  private static String named(Input input) {
    return input instanceof Input.Command command
        ? command.name()
        : ((Input.Press) input).action().verb();
  }

  private static Screen inPrivate(String what) {
    return Screen.column(
        Phrase.of("group.private"),
        List.of(privateChat(what), Button.of("button.menu", Action.of("home"))));
  }

  private static Button privateChat(String what) {
    String start =
        switch (what) {
          case "pay", "ownpay", "cont" -> "topup";
          case "lang" -> "language";
          case "erase", "erasesure", "erasego" -> "deletemydata";
          case "h", "hs", "hi" -> "history";
          default -> STARTS.contains(what) ? what : "menu";
        };
    return Button.of("button.private", Action.of(LINK, start));
  }

  private static Reply discreet(Reply reply, boolean asks) {
    if (reply instanceof Reply.Show show) {
      Screen screen = discreet(show.screen());
      Phrase text = asks ? Phrase.of("group.reply", "question", screen.text()) : screen.text();
      return new Reply.Show(new Screen(text, screen.rows()));
    }
    if (reply instanceof Reply.StartJob start) {
      return new Reply.StartJob(
          start.model(),
          start.inputs(),
          start.free(),
          start.price(),
          start.credits(),
          discreet(start.accepted()),
          discreet(start.refused()));
    }
    return reply instanceof Reply.Invoice ? new Reply.Show(inPrivate("topup")) : reply;
  }

  private static Screen discreet(Screen screen) {
    List<List<Button>> rows = new ArrayList<>();
    List<Button> hidden = new ArrayList<>();
    for (List<Button> row : screen.rows()) {
      List<Button> kept = new ArrayList<>();
      for (Button button : row) {
        (PUBLIC_BUTTONS.contains(button.action().verb()) ? kept : hidden).add(button);
      }
      if (!kept.isEmpty()) {
        rows.add(kept);
      }
    }
    if (!hidden.isEmpty()) {
      rows.add(List.of(privateChat(hidden.get(0).action().verb())));
    }
    return new Screen(discreet(screen.text()), rows);
  }

  private static Phrase discreet(Phrase phrase) {
    Map<String, Object> args = new LinkedHashMap<>(phrase.args());
    args.replaceAll((name, value) -> value instanceof Phrase nested ? discreet(nested) : value);
    String key = DISCREET.contains(phrase.key()) ? phrase.key() + ".group" : phrase.key();
    return new Phrase(key, args);
  }
}
