package trt.domain.dialogue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import trt.domain.catalog.Model;
import trt.domain.catalog.ResultType;

/** A person's own results: pages, filters, words to look for. Buttons name filter and page. */
final class HistoryTopic {
  /** Results on a page. */
  static final int SIZE = 8;

  private static final int MOST_PAGES = 100_000;
  private static final int LABEL = 40;
  private static final int MOST_WORDS = 8;
  private static final String FIND = "@find";
  private static final String FILTER = "@filter";

  private static final Map<String, ResultType> TYPES = types();
  private static final Map<ResultType, String> ICONS =
      Map.of(
          ResultType.IMAGE, "🖼",
          ResultType.VIDEO, "🎬",
          ResultType.AUDIO, "🎵",
          ResultType.TEXT, "📝");

  private final Shop shop;
  private final HomeTopic home;

  HistoryTopic(Shop shop, HomeTopic home) {
    this.shop = shop;
    this.home = home;
  }

  private static Map<String, ResultType> types() {
    Map<String, ResultType> types = new LinkedHashMap<>();
    types.put("i", ResultType.IMAGE);
    types.put("v", ResultType.VIDEO);
    types.put("u", ResultType.AUDIO);
    types.put("t", ResultType.TEXT);
    return types;
  }

  /** What must be looked up: filter, page, and whether the words of the session count. */
  PastWish wish(Session session, Action action) {
    boolean words = action.arg(2).equals("q");
    return wish(action.arg(0), words ? wanted(session) : "", action.number(1));
  }

  /** What must be looked up for these words. */
  PastWish wish(Session session, String words) {
    return wish(session.inputs().getOrDefault(FILTER, "a").toString(), words, 0);
  }

  private PastWish wish(String filter, String words, long page) {
    Optional<List<String>> models =
        Optional.ofNullable(TYPES.get(filter))
            .map(
                type ->
                    shop.catalog().all().stream()
                        .filter(model -> model.result() == type)
                        .map(Model::id)
                        .toList());
    List<String> parts =
        Arrays.stream(words.strip().toLowerCase(Locale.ROOT).split("\\s+"))
            .filter(word -> !word.isEmpty())
            .limit(MOST_WORDS)
            .toList();
    int at = (int) Math.max(0, Math.min(MOST_PAGES, page));
    return new PastWish.Page(models, filter.equals("f"), parts, at, SIZE);
  }

  /** A page: filter, page, {@code q} when the words of the session count. */
  Turn page(Scene scene, Action action) {
    Session session = scene.session();
    String words = action.arg(2).equals("q") ? wanted(session) : "";
    return found(scene, known(action.arg(0)), words, Math.max(0, action.number(1)));
  }

  /** Asks for words: filter. */
  Turn ask(Scene scene, Action action) {
    Session session =
        scene.session().begin("", Map.of(FILTER, known(action.arg(0)))).at(Session.Stage.SEARCH);
    return Turn.show(
        session,
        Screen.column(
            Phrase.of("history.ask"),
            List.of(
                Button.of("button.history", Action.of("h", known(action.arg(0)), 0)),
                Button.of("button.menu", Action.of("home")))));
  }

  /** Words to look for. */
  Turn words(Scene scene, String words) {
    String filter = known(scene.session().inputs().getOrDefault(FILTER, "a").toString());
    return found(scene, filter, words.strip(), 0);
  }

  private Turn found(Scene scene, String filter, String words, long page) {
    Optional<PastView.Page> view = scene.past(PastView.Page.class);
    if (view.isEmpty()) {
      return home.stale(scene);
    }
    Map<String, Object> kept =
        words.isEmpty()
            ? Map.of()
            : Map.of(FIND, Excerpt.of(words, Excerpt.LENGTH), FILTER, filter);
    Session session = scene.session().begin("", kept);
    if (!words.isEmpty()) {
      session = session.at(Session.Stage.SEARCH);
    }
    return Turn.show(session, screen(view.get(), filter, words, page));
  }

  private Screen screen(PastView.Page view, String filter, String words, long page) {
    List<List<Button>> rows = new ArrayList<>();
    for (PastView.Line line : view.lines()) {
      rows.add(List.of(new Button(label(line), Action.of("hi", line.job()))));
    }
    List<Button> turn = new ArrayList<>();
    if (page > 0) {
      turn.add(Button.of("button.newer", to(filter, page - 1, words)));
    }
    if ((page + 1) * SIZE < view.total()) {
      turn.add(Button.of("button.older", to(filter, page + 1, words)));
    }
    if (!turn.isEmpty()) {
      rows.add(turn);
    }
    rows.add(filters(filter, words));
    rows.add(
        List.of(
            Button.of("button.search", Action.of("hs", filter)),
            Button.of("button.menu", Action.of("home"))));
    Map<String, Object> args = new LinkedHashMap<>();
    args.put("total", view.total());
    args.put("from", page * SIZE + 1);
    args.put("to", page * SIZE + view.lines().size());
    args.put("hasWords", words.isEmpty() ? "no" : "yes");
    args.put("words", Excerpt.of(words, LABEL));
    args.put("filter", filter);
    return new Screen(
        new Phrase(view.lines().isEmpty() ? "history.empty" : "history.page", args), rows);
  }

  private static List<Button> filters(String now, String words) {
    List<Button> row = new ArrayList<>();
    row.add(filter("a", now, words));
    TYPES.keySet().forEach(type -> row.add(filter(type, now, words)));
    row.add(filter("f", now, words));
    return row;
  }

  private static Button filter(String filter, String now, String words) {
    return new Button(
        new Phrase(
            "button.filter", Map.of("filter", filter, "on", filter.equals(now) ? "yes" : "no")),
        to(filter, 0, words));
  }

  private static Action to(String filter, long page, String words) {
    return words.isEmpty() ? Action.of("h", filter, page) : Action.of("h", filter, page, "q");
  }

  private Phrase label(PastView.Line line) {
    Optional<Model> model = shop.catalog().find(line.model());
    Map<String, Object> args = new LinkedHashMap<>();
    args.put("kept", line.kept() ? "yes" : "no");
    args.put("icon", model.map(m -> ICONS.getOrDefault(m.result(), "")).orElse("📦"));
    args.put(
        "text",
        line.prompt().isBlank()
            ? model.<Object>map(OrderTopic::title).orElse(line.model())
            : Excerpt.of(line.prompt().replaceAll("\\s+", " ").strip(), LABEL));
    return new Phrase("button.past", args);
  }

  private static String wanted(Session session) {
    return session.inputs().getOrDefault(FIND, "").toString();
  }

  private static String known(String filter) {
    return TYPES.containsKey(filter) || filter.equals("f") ? filter : "a";
  }
}
