package trt.domain.dialogue;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import trt.domain.catalog.Field;
import trt.domain.catalog.GivenFile;
import trt.domain.catalog.InputCheck;
import trt.domain.catalog.Kind;
import trt.domain.catalog.Model;

/** What can be done with files that were sent before anything was asked. */
final class FileOffer {
  private static final String FILES = "@files";
  private static final String ALBUM = "@album";
  private static final String CAPTION = "@caption";
  private static final int MOST = 8;

  /** Kinds whose button says what happens; the others are called by the model's name. */
  private static final Map<Kind, String> NAMED =
      Map.of(
          Kind.IMAGE_TO_IMAGE, "button.file.IMAGE_TO_IMAGE",
          Kind.IMAGE_TO_VIDEO, "button.file.IMAGE_TO_VIDEO",
          Kind.IMAGE_UPSCALE, "button.file.IMAGE_UPSCALE",
          Kind.BACKGROUND_REMOVAL, "button.file.BACKGROUND_REMOVAL",
          Kind.VIDEO_UPSCALE, "button.file.VIDEO_UPSCALE",
          Kind.SPEECH_TO_TEXT, "button.file.SPEECH_TO_TEXT",
          Kind.AUDIO_ISOLATION, "button.file.AUDIO_ISOLATION");

  private final Shop shop;

  FileOffer(Shop shop) {
    this.shop = shop;
  }

  Turn show(Scene scene, Input.Sent sent) {
    Session before = scene.session();
    boolean more = !sent.album().isEmpty() && sent.album().equals(before.inputs().get(ALBUM));
    List<Object> files = new ArrayList<>();
    if (more) {
      files(before).forEach(file -> files.add(file.reference()));
    }
    files.add(sent.file().reference());
    String caption = more && sent.caption().isBlank() ? caption(before) : sent.caption().strip();
    Map<String, Object> known = new LinkedHashMap<>();
    known.put(FILES, files);
    known.put(ALBUM, sent.album());
    known.put(CAPTION, caption);
    Session session = before.begin("", known);
    List<Button> buttons = buttons(session, sent.file());
    String key = !shop.open() ? "models.closed" : buttons.isEmpty() ? "file.nothing" : "file.offer";
    if (!shop.open()) {
      buttons.clear();
    }
    buttons.add(Button.of("button.menu", Action.of("home")));
    return Turn.show(session, Screen.column(Phrase.of(key, "count", files.size()), buttons));
  }

  /** The same file for models of one kind, by their names and prices. */
  Turn use(Scene scene, GivenFile file, Kind kind) {
    Map<String, Object> known = Map.of(FILES, List.of(file.reference()), ALBUM, "", CAPTION, "");
    Session session = scene.session().begin("", known);
    List<Button> buttons = new ArrayList<>();
    for (int i = 0; i < shop.shown().size(); i++) {
      Optional<Model> model =
          shop.find(shop.shown().get(i))
              .filter(m -> m.kind() == kind && shop.prices().sells(m) && takes(m, file));
      if (model.isPresent()) {
        buttons.add(
            new Button(
                Phrase.of("button.model.open", "title", OrderTopic.title(model.get())),
                Action.of("fw", session.flow(), i)));
      }
    }
    String key = !shop.open() ? "models.closed" : buttons.isEmpty() ? "use.nothing" : "models.pick";
    if (!shop.open()) {
      buttons.clear();
    }
    buttons.add(Button.of("button.menu", Action.of("home")));
    return Turn.show(session, Screen.column(Phrase.of(key), buttons));
  }

  private List<Button> buttons(Session session, GivenFile file) {
    List<Button> buttons = new ArrayList<>();
    Set<Kind> offered = new HashSet<>();
    for (int i = 0; i < shop.shown().size() && buttons.size() < MOST; i++) {
      Optional<Model> model =
          shop.find(shop.shown().get(i)).filter(m -> shop.prices().sells(m) && takes(m, file));
      if (model.isPresent() && offered.add(model.get().kind())) {
        buttons.add(new Button(label(model.get()), Action.of("fw", session.flow(), i)));
      }
    }
    return buttons;
  }

  private static Phrase label(Model model) {
    String said = NAMED.get(model.kind());
    return said != null
        ? Phrase.of(said)
        : Phrase.of("button.model.open", "title", OrderTopic.title(model));
  }

  private static boolean takes(Model model, GivenFile file) {
    return field(model).filter(f -> InputCheck.of(f, file.facts()).isEmpty()).isPresent();
  }

  /** The field such a file would fill: the first that must have one. */
  static Optional<Field> field(Model model) {
    return model.fields().stream()
        .filter(field -> field.asked() && field.type().isMedia())
        .min(Comparator.comparing(field -> !field.required()));
  }

  static List<GivenFile> files(Session session) {
    return GivenFile.all(session.inputs().getOrDefault(FILES, List.of()));
  }

  static String caption(Session session) {
    return session.inputs().getOrDefault(CAPTION, "").toString();
  }
}
