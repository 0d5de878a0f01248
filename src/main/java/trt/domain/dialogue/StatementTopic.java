package trt.domain.dialogue;

import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import trt.domain.wallet.Movement;

/** The balance with what moved it, page by page, and all of it as a file. */
final class StatementTopic {
  /** Movements on one page. */
  static final int PAGE = 5;

  private static final String FREE = "f";
  private static final String STARS = "s";
  private static final DateTimeFormatter MINUTES =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);

  private final Shop shop;
  private final HomeTopic home;

  StatementTopic(Shop shop, HomeTopic home) {
    this.shop = shop;
    this.home = home;
  }

  /** What {@code st} asks for: whose wallet, in which direction, from where. */
  static Errand page(Action action) {
    return new Errand.OfMoney.Page(
        action.arg(0).equals(FREE), action.arg(1).equals("a"), Math.max(0, action.number(2)));
  }

  /** What {@code csv} asks for. */
  static Errand export(Action action) {
    return new Errand.OfMoney.Export(action.arg(0).equals(FREE), Math.max(0, action.number(1)));
  }

  /** The balance; without an outcome, only that. */
  Turn balance(Scene scene) {
    Phrase balance = HomeTopic.money("balance", scene.purse());
    Optional<Outcome.OfMoney.Page> page = scene.outcome(Outcome.OfMoney.Page.class);
    List<List<Button>> rows = new ArrayList<>();
    home.topUp().forEach(button -> rows.add(List.of(button)));
    rows.add(
        List.of(
            Button.of("button.promo", Action.of("promo")),
            Button.of("button.invite", Action.of("invite"))));
    page.ifPresent(found -> rows.addAll(buttons(found)));
    rows.add(List.of(Button.of("button.menu", Action.of("home"))));
    Phrase text = page.map(found -> moves(balance, found)).orElse(balance);
    return Turn.show(scene.session(), new Screen(text, rows));
  }

  /** The file. */
  Turn exported(Scene scene) {
    Optional<Outcome.OfMoney.Export> found = scene.outcome(Outcome.OfMoney.Export.class);
    if (found.isEmpty()) {
      return scene.outcome(Outcome.OfMoney.FileUnderWay.class).isPresent()
          ? Turn.toast(scene.session(), "toast.statement.waits")
          : home.stale(scene);
    }
    Outcome.OfMoney.Export export = found.get();
    if (export.movements().isEmpty()) {
      return Turn.toast(scene.session(), "toast.statement.empty");
    }
    List<Reply> replies = new ArrayList<>();
    replies.add(new Reply.Toast(Phrase.of("toast.statement"), false));
    replies.add(
        new Reply.OfMoney.Table(
            (export.free() ? "free-" : "stars-") + last(export).id() + ".csv",
            table(export),
            new Phrase(
                "statement.file",
                Map.of(
                    "count",
                    export.movements().size(),
                    "from",
                    MINUTES.format(last(export).at()),
                    "to",
                    MINUTES.format(export.movements().get(0).at()),
                    "more",
                    export.more() ? "yes" : "no"))));
    if (export.more()) {
      replies.add(new Reply.Show(more(export)));
    }
    return new Turn(scene.session(), replies);
  }

  private static Movement last(Outcome.OfMoney.Export export) {
    return export.movements().get(export.movements().size() - 1);
  }

  private static Screen more(Outcome.OfMoney.Export export) {
    String wallet = export.free() ? FREE : STARS;
    return Screen.column(
        Phrase.of("statement.more"),
        List.of(
            Button.of("button.statement.rest", Action.of("csv", wallet, last(export).id())),
            Button.of("button.balance", Action.of("balance"))));
  }

  private static List<List<Button>> buttons(Outcome.OfMoney.Page page) {
    String wallet = page.free() ? FREE : STARS;
    List<List<Button>> rows = new ArrayList<>();
    List<Button> turns = new ArrayList<>();
    if (page.newer() && !page.movements().isEmpty()) {
      long newest = page.movements().get(0).id();
      turns.add(Button.of("button.statement.newer", Action.of("st", wallet, "a", newest)));
    }
    if (page.older() && !page.movements().isEmpty()) {
      long oldest = page.movements().get(page.movements().size() - 1).id();
      turns.add(Button.of("button.statement.older", Action.of("st", wallet, "b", oldest)));
    }
    if (!turns.isEmpty()) {
      rows.add(turns);
    }
    rows.add(
        List.of(
            Button.of("button.statement.file", Action.of("csv", wallet, 0)),
            page.free()
                ? Button.of("button.statement.stars", Action.of("st", STARS, "b", 0))
                : Button.of("button.statement.free", Action.of("st", FREE, "b", 0))));
    return rows;
  }

  private Phrase moves(Phrase balance, Outcome.OfMoney.Page page) {
    Phrase lines = Phrase.of("statement.none");
    for (int i = page.movements().size() - 1; i >= 0; i--) {
      Phrase line = line(page.free(), page.movements().get(i));
      lines =
          i == page.movements().size() - 1
              ? line
              : new Phrase("statement.lines", Map.of("line", line, "rest", lines));
    }
    return new Phrase(
        "statement.page",
        Map.of(
            "balance",
            balance,
            "lines",
            lines,
            "zone",
            page.zone(),
            "isFree",
            page.free() ? "yes" : "no"));
  }

  private Phrase line(boolean free, Movement movement) {
    long size = Math.abs(movement.amount());
    return new Phrase(
        "statement.line",
        Map.of(
            "at", MINUTES.format(movement.at()),
            "sign", movement.amount() < 0 ? "−" : "+",
            "isFree", free ? "yes" : "no",
            "amount", free ? String.valueOf(size) : new Phrase.Stars(size),
            "reason", reason(movement)));
  }

  private List<List<Object>> table(Outcome.OfMoney.Export export) {
    List<List<Object>> rows = new ArrayList<>();
    rows.add(
        List.of(
            Phrase.of("statement.column.at"),
            Phrase.of("statement.column.amount"),
            Phrase.of("statement.column.reason"),
            Phrase.of("statement.column.model"),
            Phrase.of("statement.column.number")));
    for (Movement movement : export.movements()) {
      rows.add(row(export.free(), movement));
    }
    return rows;
  }

  private List<Object> row(boolean free, Movement movement) {
    return List.of(
        MINUTES.format(movement.at()),
        free ? String.valueOf(movement.amount()) : new Phrase.Exact(movement.amount()),
        Phrase.of("move." + movement.reason()),
        title(movement),
        String.valueOf(movement.id()));
  }

  private Phrase reason(Movement movement) {
    Phrase reason = Phrase.of("move." + movement.reason());
    return movement.model().isEmpty()
        ? reason
        : new Phrase("statement.with", Map.of("reason", reason, "model", title(movement)));
  }

  private Object title(Movement movement) {
    return shop.known(movement.model()).<Object>map(OrderTopic::title).orElse(movement.model());
  }
}
