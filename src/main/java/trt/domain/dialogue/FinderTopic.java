package trt.domain.dialogue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import trt.domain.catalog.Model;

/** All models, best picks first, and those whose names resemble what was typed. */
final class FinderTopic {
  private static final int SIZE = 8;

  private final Shop shop;
  private final HomeTopic home;

  FinderTopic(Shop shop, HomeTopic home) {
    this.shop = shop;
    this.home = home;
  }

  /** A page of all models: page, from 0. */
  Turn all(Scene scene, Action action) {
    if (!shop.open()) {
      return Turn.show(scene.session().home(), OrderTopic.closed());
    }
    List<Model> all = shop.shown().stream().flatMap(id -> shop.find(id).stream()).toList();
    int page = (int) Math.max(0, Math.min(action.number(0), (all.size() - 1) / SIZE));
    List<List<Button>> rows =
        new ArrayList<>(
            buttons(scene, all.subList(page * SIZE, Math.min(all.size(), (page + 1) * SIZE))));
    List<Button> turn = new ArrayList<>();
    if (page > 0) {
      turn.add(Button.of("button.previous", Action.of("all", page - 1)));
    }
    if ((page + 1) * SIZE < all.size()) {
      turn.add(Button.of("button.next", Action.of("all", page + 1)));
    }
    if (!turn.isEmpty()) {
      rows.add(turn);
    }
    rows.add(List.of(Button.of("button.menu", Action.of("home"))));
    return Turn.show(
        scene.session().home().at(Session.Stage.FIND),
        new Screen(Phrase.of("find.all", "count", all.size()), rows));
  }

  /** Part of a name, as people type it. */
  Turn words(Scene scene, String words) {
    List<Model> found = ModelSearch.of(shop, words, SIZE);
    List<List<Button>> rows = new ArrayList<>(buttons(scene, found));
    rows.add(
        List.of(
            Button.of("button.allmodels", Action.of("all", 0)),
            Button.of("button.menu", Action.of("home"))));
    Map<String, Object> args =
        Map.of("words", Excerpt.of(words.strip(), Excerpt.LENGTH / 5), "count", found.size());
    return Turn.show(
        scene.session().home().at(Session.Stage.FIND),
        new Screen(new Phrase(found.isEmpty() ? "find.nothing" : "find.found", args), rows));
  }

  private List<List<Button>> buttons(Scene scene, List<Model> models) {
    return models.stream().map(model -> List.of(home.modelButton(model, scene.purse()))).toList();
  }
}
